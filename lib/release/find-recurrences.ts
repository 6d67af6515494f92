import { isInScope } from '@/lib/containment/agent-scope';
import { stageOf } from '@/lib/containment/open-call';
import { byOurClock } from '@/lib/containment/our-clock';
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
    .map((call) => byUs(call, clockSkewMs))
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

/**
 * Whether a call that began before the end of a window may still fail in the sense of the rule. Rules that mean the
 * start of a call have seen all they need.
 */
export function isAwaited(
  watch: Watch,
  call: WatchedCall,
  endsAt: Date,
  clockSkewMs: number | null = null,
): boolean {
  if (!meansFailure(watch.rule) || stageOf(call.status) !== 'in_flight') return false;
  return (
    breaksWatch(watch, { ...call, status: 'failed' }) && orderOf(byUs(call, clockSkewMs)) <= endsAt.getTime()
  );
}

/** A call of the agent whose workspace nobody knows may be in any of them. */
function mayBeIn(scope: WatchedScope, call: WatchedCall): boolean {
  if (isInScope(scope, call)) return true;
  return call.agentId !== null && call.agentId === scope.agentId && call.workspaceId === null;
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

function byUs<Call extends WatchedCall>(call: Call, clockSkewMs: number | null) {
  return { call, beganAt: call.startedAt === null ? null : byOurClock(call.startedAt, clockSkewMs) };
}

function orderOf({ call, beganAt }: { call: WatchedCall; beganAt: Date | null }): number {
  return (beganAt ?? call.firstSeenAt).getTime();
}
