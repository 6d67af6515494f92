import { isInScope, mayBeInScope, type ScopeRef, type Work } from '@/lib/containment/agent-scope';
import type { Drain, DrainCall, DrainScope, HeldApproval } from '@/lib/containment/drain';
import type { OpenCall } from '@/lib/containment/open-call';
import { defaultTimeoutMs } from '@/lib/executions/looks-wrong';

type Named = { agentName: string | null; workspaceName: string | null };

export type DrainFacts = {
  scopes: (ScopeRef & Named & { scopeId: string })[];
  /** Where work that names no agent belongs to a stop, narrow places first; null for everywhere. */
  untaken: { workspaceId: string | null; workspaceName: string | null }[];
  calls: OpenCall[];
  /** The limit of the tool in ms, by execution, where XEM says it. */
  timeoutMs: Map<string, number>;
  approvals: HeldApproval[];
};

type DrainCounts = Omit<Drain, 'asOf' | 'stoppedCount' | 'isProven'>;

const shownScopes = 200;
const shownCalls = 25;
/** Of all places together. The most urgent of them go first; the others still have their counts. */
const shownRows = 1_000;

/** The drain board: what is open in each held place, the most urgent first. Each call counts once. */
export function buildDrain(facts: DrainFacts, now: Date): DrainCounts {
  const places = [
    ...facts.scopes.map((scope) => ({ ...scope, key: scope.scopeId })),
    ...facts.untaken.map((place) => ({
      ...place,
      key: `workspace:${place.workspaceId ?? ''}`,
      agentId: null,
      agentName: null,
    })),
  ];
  const placesOf = Map.groupBy(places, ({ agentId }) => agentId);
  const placeOf = (work: Work) => {
    const near = placesOf.get(work.agentId) ?? [];
    return (near.find((place) => isInScope(place, work)) ?? near.find((place) => mayBeInScope(place, work)))
      ?.key;
  };
  const calls = Map.groupBy(facts.calls, placeOf);
  const approvals = Map.groupBy(facts.approvals, placeOf);
  const scopes = places
    .map(({ key, agentId, agentName, workspaceId, workspaceName }) => ({
      key,
      agentId,
      agentName,
      workspaceId,
      workspaceName,
      ...openIn(calls.get(key) ?? [], approvals.get(key) ?? [], facts.timeoutMs, now),
    }))
    .filter(isBusy)
    .sort(mostUrgentFirst);
  const sum = (count: (scope: DrainScope) => number) =>
    scopes.reduce((total, scope) => total + count(scope), 0);
  return {
    inFlightCount: sum(({ inFlightCount }) => inFlightCount),
    queuedCount: sum(({ queuedCount }) => queuedCount),
    waitingCount: sum(({ waitingCount }) => waitingCount),
    pastTimeoutCount: sum(({ pastTimeoutCount }) => pastTimeoutCount),
    scopeCount: facts.scopes.length + scopes.filter(({ agentId }) => agentId === null).length,
    busyScopeCount: scopes.length,
    scopes: withinLimit(scopes.slice(0, shownScopes)),
  };
}

function withinLimit(scopes: DrainScope[]): DrainScope[] {
  let left = shownRows;
  const take = <Row>(rows: Row[]): Row[] => {
    const taken = rows.slice(0, left);
    left -= taken.length;
    return taken;
  };
  return scopes.map((scope) => ({ ...scope, calls: take(scope.calls), approvals: take(scope.approvals) }));
}

function openIn(
  calls: OpenCall[],
  approvals: HeldApproval[],
  timeoutMs: Map<string, number>,
  now: Date,
): Omit<DrainScope, 'key' | 'agentId' | 'workspaceId' | keyof Named> {
  const timed = calls.map((call) => withTimeout(call, timeoutMs.get(call.executionId ?? ''), now));
  const countOf = (stage: OpenCall['stage']) => timed.filter((call) => call.stage === stage).length;
  return {
    inFlightCount: countOf('in_flight'),
    queuedCount: countOf('queued'),
    waitingCount: approvals.length,
    pastTimeoutCount: timed.filter(({ isPastTimeout }) => isPastTimeout).length,
    // What waits for an approval is told by the approval.
    calls: timed
      .filter(({ stage }) => stage !== 'waiting')
      .sort(oldestRunningFirst)
      .slice(0, shownCalls),
    approvals: approvals
      .toSorted((one, other) => (one.expiresAt ?? '9').localeCompare(other.expiresAt ?? '9'))
      .slice(0, shownCalls),
  };
}

function withTimeout(call: OpenCall, limitMs: number | undefined, now: Date): DrainCall {
  const isTimeoutEstimated = limitMs === undefined;
  const begun = call.stage === 'in_flight' && call.executionId !== null ? call.since : null;
  if (begun === null) return { ...call, timesOutAt: null, isTimeoutEstimated, isPastTimeout: false };
  const timesOutAt = new Date(Date.parse(begun) + (limitMs ?? defaultTimeoutMs));
  return {
    ...call,
    timesOutAt: timesOutAt.toISOString(),
    isTimeoutEstimated,
    isPastTimeout: timesOutAt < now,
  };
}

function isBusy({ inFlightCount, queuedCount, waitingCount }: DrainScope): boolean {
  return inFlightCount + queuedCount + waitingCount > 0;
}

function mostUrgentFirst(one: DrainScope, other: DrainScope): number {
  return (
    other.pastTimeoutCount - one.pastTimeoutCount ||
    other.inFlightCount - one.inFlightCount ||
    other.waitingCount - one.waitingCount ||
    other.queuedCount - one.queuedCount ||
    (one.agentName ?? '').localeCompare(other.agentName ?? '')
  );
}

function oldestRunningFirst(one: DrainCall, other: DrainCall): number {
  const byStage = Number(other.stage === 'in_flight') - Number(one.stage === 'in_flight');
  return byStage || (one.since ?? '').localeCompare(other.since ?? '');
}
