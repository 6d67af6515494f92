import 'server-only';
import { mayBeInScope } from '@/lib/containment/agent-scope';
import type { PlaceHold } from '@/lib/containment/find-late-calls';
import type { OpenCall } from '@/lib/containment/open-call';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import { untakenCallsIn } from '@/lib/containment/untaken-in-place';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';
import { processSingleton } from '@/lib/process-singleton';

/**
 * Tells those who watch a stop that the number of its open calls moved. What was told last is kept in memory only: a
 * replica that doesn't know tells once too often, which costs one read.
 */
export async function announceCounts(
  { db, xem }: Pick<Context, 'db' | 'xem'>,
  { scopes, places }: { scopes: HeldScopeRow[]; places: PlaceHold[] },
  calls: OpenCall[],
): Promise<void> {
  const told = processSingleton('containment-counts', () => new Map<number, string>());
  const current = new Map<number, string>();
  const add = (number: number, place: string, open: OpenCall[]) =>
    current.set(number, `${current.get(number) ?? ''};${place}:${stateOf(open)}`);
  const callsOf = Map.groupBy(calls, ({ agentId }) => agentId);
  const numberOf = new Map<string, number>();
  for (const scope of scopes) {
    const ref = { agentId: scope.agentId, workspaceId: scope.workspaceId || null };
    const open = (callsOf.get(scope.agentId) ?? []).filter((call) => mayBeInScope(ref, call));
    for (const { holdId, hold } of scope.targets) {
      numberOf.set(holdId, hold.incident.number);
      add(hold.incident.number, scope.id, open);
    }
  }
  const { clockSkewMs } = xem.condition();
  for (const place of places) {
    const number = numberOf.get(place.holdId);
    const open = untakenCallsIn(place, callsOf.get(null) ?? [], clockSkewMs);
    if (number !== undefined) add(number, place.holdId, open);
  }
  const moved = [...current].filter(([number, state]) => told.get(number) !== state);
  told.clear();
  for (const [number, state] of current) told.set(number, state);
  if (moved.length === 0) return;
  await announce(db, ...moved.map(([incident]) => ({ incident, changed: 'containment' as const })));
}

function stateOf(open: OpenCall[]): string {
  return open
    .map(({ invocationId, executionId, stage }) => `${invocationId ?? executionId}${stage}`)
    .toSorted()
    .join();
}
