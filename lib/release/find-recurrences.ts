import { isInScope, type ScopeRef } from '@/lib/containment/agent-scope';
import { byOurClock } from '@/lib/containment/our-clock';
import { breaksWatch, type Watch } from '@/lib/release/watch-rule';

export type WatchedScope = ScopeRef & { releasedAt: Date };

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

/**
 * Calls that started in what a release has freed, after it was freed; the first one first. `clockSkewMs` is how far the
 * clock of XEM, which stamps the starts, is ahead of ours.
 */
export function callsSinceRelease<Call extends WatchedCall>(
  scopes: WatchedScope[],
  calls: Call[],
  clockSkewMs: number | null = null,
): Call[] {
  return calls
    .map((call) => ({
      call,
      beganAt: call.startedAt === null ? null : byOurClock(call.startedAt, clockSkewMs),
    }))
    .filter(({ call, beganAt }) =>
      scopes.some((scope) => mayBeIn(scope, call) && hasStartedAfter(scope, call, beganAt)),
    )
    .sort((one, other) => orderOf(one) - orderOf(other))
    .map(({ call }) => call);
}

/** Those of them that the rule means. */
export function findRecurrences<Call extends WatchedCall>(
  watch: Watch,
  scopes: WatchedScope[],
  calls: Call[],
  clockSkewMs: number | null = null,
): Call[] {
  return callsSinceRelease(scopes, calls, clockSkewMs).filter((call) => breaksWatch(watch, call));
}

/** A call of the agent whose workspace nobody knows may be in any of them. */
function mayBeIn(scope: WatchedScope, call: WatchedCall): boolean {
  return isInScope(scope, call) || (call.agentId === scope.agentId && call.workspaceId === null);
}

/**
 * How far apart the clocks are is known to a second or so, or not at all. A call that nobody had seen before the release
 * gets the benefit of it.
 */
export const skewToleranceMs = 5_000;

function hasStartedAfter(
  { releasedAt }: WatchedScope,
  { firstSeenAt }: WatchedCall,
  beganAt: Date | null,
): boolean {
  const isNew = firstSeenAt > releasedAt;
  if (beganAt === null) return isNew;
  return beganAt.getTime() > releasedAt.getTime() - (isNew ? skewToleranceMs : 0);
}

function orderOf({ call, beganAt }: { call: WatchedCall; beganAt: Date | null }): number {
  return (beganAt ?? call.firstSeenAt).getTime();
}
