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
import { noteReturned } from '@/lib/containment/server/note-returned';
import { readCallsReadSince } from '@/lib/containment/server/read-freshness';
import { readHeldScopes } from '@/lib/containment/server/read-held-scopes';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
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
  // First what must be known within seconds: looking at XEM for drift may take that long.
  await noteLateCalls(context, scopes, readAt);
  await noteDrift(context, scopes);
  const readSince = await readCallsReadSince(context.db);
  const agentIds = [...new Set(scopes.map(({ agentId }) => agentId))];
  const calls = await readOpenCalls(context.db, { agentIds }, context.clock.now());
  await noteDrains(context, scopes, { calls, readSince });
  await noteContained(context, scopes);
  await announceCounts(context, scopes, calls);
}
