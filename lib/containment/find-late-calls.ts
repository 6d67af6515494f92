import { isInScope, type ScopeRef } from '@/lib/containment/agent-scope';
import { mayHaveEffect } from '@/lib/containment/open-call';

export type StoppedTarget = ScopeRef & {
  incidentId: string;
  /** When this incident asked for the stop. */
  addedAt: Date;
  /** When XEM was seen to have stopped it, or said so where it can't be seen; null until then. */
  stoppedAt: Date | null;
};

export type RecordedCall = {
  executionId: string;
  agentId: string | null;
  workspaceId: string | null;
  toolName: string | null;
  risk: string | null;
  status: string;
  startedAt: Date | null;
  completedAt: Date | null;
  firstSeenAt: Date;
};

export type FoundLateCall = {
  incidentId: string;
  how: 'started' | 'landed';
  happenedAt: Date;
  call: RecordedCall;
};

/**
 * Calls that a stop did not prevent: those that started inside the scope after it was seen stopped, and those that were
 * under way and took effect after it was asked for.
 */
export function findLateCalls(targets: StoppedTarget[], calls: RecordedCall[]): FoundLateCall[] {
  return targets.flatMap((target) =>
    calls
      .filter((call) => isInScope(target, call))
      .flatMap((call) => {
        const { incidentId } = target;
        const startedAt = startAfterStop(target, call);
        if (startedAt !== null) return { incidentId, how: 'started' as const, happenedAt: startedAt, call };
        const { completedAt } = call;
        if (completedAt === null || completedAt <= target.addedAt || !mayHaveEffect(call)) return [];
        return { incidentId, how: 'landed' as const, happenedAt: completedAt, call };
      }),
  );
}

/** One that was seen before the stop has not started after it, whatever the clock of XEM says. */
function startAfterStop({ stoppedAt, addedAt }: StoppedTarget, call: RecordedCall): Date | null {
  if (stoppedAt === null || call.startedAt === null) return null;
  const stop = stoppedAt > addedAt ? stoppedAt : addedAt;
  return call.startedAt > stop && call.firstSeenAt > stop ? call.startedAt : null;
}
