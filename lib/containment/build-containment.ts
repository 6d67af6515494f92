import { mayBeInScope, type ScopeRef, type Work } from '@/lib/containment/agent-scope';
import type { HeldScope } from '@/lib/containment/containment';
import { manualCommand } from '@/lib/containment/manual-command';
import type { OpenCall } from '@/lib/containment/open-call';
import { type TargetSource, targetSourceSchema } from '@/lib/containment/plan-containment';
import { tallyByTool } from '@/lib/containment/tally-by-tool';

export type ScopeFacts = Pick<HeldScope, 'scopeId' | 'desired' | 'progress' | 'attemptCount'> &
  ScopeRef & {
    agentName: string;
    workspaceName: string | null;
    requestedAt: Date;
    acceptedAt: Date | null;
    observedAt: Date | null;
    drainedAt: Date | null;
    nextAttemptAt: Date | null;
    errorCode: string | null;
    errorMessage: string | null;
    xemRequestId: string | null;
    /** Of this incident, released ones included. */
    targets: {
      holdId: string;
      sources: string[];
      addedAt: Date;
      placedAt: Date;
      releasedAt: Date | null;
      inFlightCount: number;
    }[];
    alsoHeldBy: string[];
  };

/** Enough to see what is going on; the count says how many there are. */
const shownCalls = 20;

/** One scope as an incident sees it: how far XEM followed, and what still moves in it. `client` is the vendor's command. */
export function buildHeldScope(
  scope: ScopeFacts,
  open: { calls: OpenCall[]; approvals: Work[] },
  client: string,
): HeldScope {
  const { agentId, workspaceId, agentName, workspaceName, desired, progress, scopeId, attemptCount } = scope;
  const calls = open.calls.filter((call) => mayBeInScope(scope, call));
  const inFlight = calls.filter(({ stage }) => stage === 'in_flight').sort(oldestFirst);
  const queued = calls.filter(({ stage }) => stage === 'queued');
  const active = scope.targets.filter(({ releasedAt }) => releasedAt === null);
  const relevant = active.length > 0 ? active : scope.targets;
  const first = relevant.reduce((one, other) => (other.addedAt < one.addedAt ? other : one));
  const sources = new Set(relevant.flatMap((target) => target.sources));
  return {
    scopeId,
    agentId,
    agentName,
    workspaceId,
    workspaceName,
    desired,
    progress,
    attemptCount,
    requestedAt: scope.requestedAt.toISOString(),
    acceptedAt: iso(scope.acceptedAt),
    observedAt: iso(scope.observedAt),
    drainedAt: iso(scope.drainedAt),
    nextAttemptAt: iso(scope.nextAttemptAt),
    isHeld: active.length > 0,
    heldSince: first.addedAt.toISOString(),
    alsoHeldBy: scope.alsoHeldBy,
    holdIds: relevant.map(({ holdId }) => holdId),
    sources: targetSourceSchema.options.filter((source: TargetSource) => sources.has(source)),
    joinedAt: first.addedAt > first.placedAt ? first.addedAt.toISOString() : null,
    error: errorOf(scope),
    inFlightAtStopCount: first.inFlightCount,
    inFlightCount: inFlight.length,
    inFlight: inFlight.slice(0, shownCalls),
    queuedCount: queued.length,
    queuedByTool: tallyByTool(queued),
    approvalCount: open.approvals.filter((approval) => mayBeInScope(scope, approval)).length,
    manualCommand: manualCommand({
      verb: desired === 'paused' ? 'pause' : 'resume',
      scope,
      workspaceName,
      binary: client,
    }),
  };
}

function errorOf({ errorCode, errorMessage, xemRequestId }: ScopeFacts): HeldScope['error'] {
  if (errorCode === null) return null;
  return { code: errorCode, message: errorMessage ?? errorCode, xemRequestId };
}

function oldestFirst(one: OpenCall, other: OpenCall): number {
  return (one.since ?? '').localeCompare(other.since ?? '');
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
