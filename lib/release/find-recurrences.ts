import { isInScope } from '@/lib/containment/agent-scope';
import { stageOf } from '@/lib/containment/open-call';
import { breaksWatch, meansFailure, type Watch } from '@/lib/release/watch-rule';

/** Part of what a release has freed: an agent, or all that names no agent in a place. */
export type WatchedScope = { agentId: string | null; workspaceId: string | null; releasedAt: Date };

export type WatchedCall = {
  executionId: string;
  agentId: string | null;
  workspaceId: string | null;
  toolName: string | null;
  risk: string | null;
  status: string;
  startedAt: Date | null;
  firstSeenAt: Date;
};

/** Calls that started in what a release has freed, after it was freed; the first one first. */
export function callsSinceRelease<Call extends WatchedCall>(scopes: WatchedScope[], calls: Call[]): Call[] {
  return calls
    .filter((call) => scopes.some((scope) => mayBeIn(scope, call) && hasStartedAfter(scope, call)))
    .sort((one, other) => beganAt(one) - beganAt(other));
}

/** Those of them that the rule means. */
export function findRecurrences<Call extends WatchedCall>(
  watch: Watch,
  scopes: WatchedScope[],
  calls: Call[],
): Call[] {
  return callsSinceRelease(scopes, calls).filter((call) => breaksWatch(watch, call));
}

/**
 * Whether a call that began before the end of a window may still fail in the sense of the rule. Rules that mean the
 * start of a call have seen all they need.
 */
export function isAwaited(watch: Watch, call: WatchedCall, endsAt: Date): boolean {
  if (!meansFailure(watch.rule) || stageOf(call.status) !== 'in_flight') return false;
  return breaksWatch(watch, { ...call, status: 'failed' }) && beganAt(call) <= endsAt.getTime();
}

/** A call of the agent whose workspace nobody knows may be in any of them. */
function mayBeIn(scope: WatchedScope, call: WatchedCall): boolean {
  if (isInScope(scope, call)) return true;
  return call.agentId !== null && call.agentId === scope.agentId && call.workspaceId === null;
}

/** XEM's clock may be behind ours. A call that nobody had seen before the release gets the benefit of it. */
const skewToleranceMs = 5_000;

function hasStartedAfter({ releasedAt }: WatchedScope, { startedAt, firstSeenAt }: WatchedCall): boolean {
  const isNew = firstSeenAt > releasedAt;
  if (startedAt === null) return isNew;
  return startedAt.getTime() > releasedAt.getTime() - (isNew ? skewToleranceMs : 0);
}

function beganAt({ startedAt, firstSeenAt }: WatchedCall): number {
  return (startedAt ?? firstSeenAt).getTime();
}
