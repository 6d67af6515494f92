import 'server-only';
import { announceCounts } from '@/lib/containment/server/announce-counts';
import { extendHolds } from '@/lib/containment/server/extend-holds';
import { hastenAfterOutage } from '@/lib/containment/server/hasten-unreachable';
import { noteContained } from '@/lib/containment/server/note-contained';
import { noteDrains } from '@/lib/containment/server/note-drains';
import { noteDrift } from '@/lib/containment/server/note-drift';
import { noteLateCalls } from '@/lib/containment/server/note-late-calls';
import { noteOutsidePauses } from '@/lib/containment/server/note-outside-pauses';
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
  const readAt = context.clock.now();
  const scopes = await readHeldScopes(context.db);
  if (scopes.length === 0) return;
  await noteDrift(context, scopes);
  await noteLateCalls(context, scopes, readAt);
  const agentIds = [...new Set(scopes.map(({ agentId }) => agentId))];
  const calls = await readOpenCalls(context.db, { agentIds }, context.clock.now());
  await noteDrains(context, scopes, calls);
  await noteContained(context, scopes);
  await announceCounts(context, scopes, calls);
}
