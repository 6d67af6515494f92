import 'server-only';
import { announceCounts } from '@/lib/containment/server/announce-counts';
import { extendHolds } from '@/lib/containment/server/extend-holds';
import { hastenAfterOutage } from '@/lib/containment/server/hasten-unreachable';
import { noteContained } from '@/lib/containment/server/note-contained';
import { noteDrains } from '@/lib/containment/server/note-drains';
import { noteDrift } from '@/lib/containment/server/note-drift';
import { noteGone } from '@/lib/containment/server/note-gone';
import { noteLateCalls } from '@/lib/containment/server/note-late-calls';
import { noteOutsidePauses } from '@/lib/containment/server/note-outside-pauses';
import { notePlaceDrains } from '@/lib/containment/server/note-place-drains';
import { noteReturned } from '@/lib/containment/server/note-returned';
import { readCallsReadSince } from '@/lib/containment/server/read-freshness';
import { type HeldScopeRow, readHeldScopes } from '@/lib/containment/server/read-held-scopes';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { readPlaceHolds } from '@/lib/containment/server/read-place-holds';
import { readUntakenOf } from '@/lib/containment/server/read-untaken-of';
import type { Context } from '@/lib/context';

/**
 * Compares what is held with what the mirror has seen, after each poll: scopes that drained, calls that came after the
 * stop, pauses that somebody lifted or made, agents that joined a held workspace. Repeating it changes nothing.
 */
export async function observeContainment(context: Context): Promise<void> {
  await hastenAfterOutage(context);
  await noteOutsidePauses(context);
  await extendHolds(context);
  await noteGone(context);
  await noteReturned(context);
  const readAt = context.clock.now();
  const scopes = await readHeldScopes(context.db);
  if (scopes.length === 0) return;
  const places = await readPlaceHolds(context.db);
  // First what must be known within seconds: looking at XEM for drift may take that long.
  await noteLateCalls(context, { scopes, places }, readAt);
  await noteDrift(context, scopes);
  const readSince = await readCallsReadSince(context.db);
  const agentIds = [...new Set(scopes.map(({ agentId }) => agentId))];
  const untaken = await readUntakenOf(context.db, ...holdsOf(scopes));
  const calls = await readOpenCalls(context.db, { agentIds, untaken }, context.clock.now());
  await noteDrains(context, { scopes, places }, { calls, readSince });
  await notePlaceDrains(context, places, { calls, readSince });
  await noteContained(context, scopes);
  await announceCounts(context, { scopes, places }, calls);
}

function holdsOf(scopes: HeldScopeRow[]): HeldScopeRow['targets'][number]['hold'][] {
  const holds = scopes.flatMap(({ targets }) => targets.map(({ hold }) => hold));
  return [...new Map(holds.map((hold) => [hold.id, hold])).values()];
}
