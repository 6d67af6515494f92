import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { announce } from '@/lib/live/server/announce';
import type { PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { servingWindowMs } from '@/lib/mirror/server/note-serving';
import { incompleteBindings, readBindings } from '@/lib/mirror/server/read-bindings';
import { replaceServing } from '@/lib/mirror/server/replace-serving';
import { type MirrorTable, upsertRows } from '@/lib/mirror/server/upsert-rows';
import { isStorableId, storableWord } from '@/lib/mirror/storable';
import { readAllPages } from '@/lib/xem/read-all-pages';
import type { XemWorkspace } from '@/lib/xem/xem';

const table: MirrorTable<keyof XemWorkspace> = {
  name: 'Workspace',
  key: 'workspaceId',
  columns: { workspaceId: 'text', name: 'text', type: 'text', raw: 'jsonb' },
  kept: [],
};

/**
 * Workspaces, and which agents are bound to each where this router says so. One whose agents can't be read whole keeps
 * those that were known and nothing else back, but the reading counts as failed: a stop of it may miss an agent.
 */
export async function mirrorWorkspaces(context: PollContext): Promise<PollResult> {
  const { db, xem, clock } = context;
  const observedAt = clock.now();
  const { items, isComplete } = await readAllPages((page) => xem.listWorkspaces(page));
  const workspaces = items.filter(({ workspaceId }) => isStorableId(workspaceId));
  const bindings = await readBindings(context, workspaces);
  const areWhole = new Map(bindings.map((it) => [it.workspace.workspaceId, it.isComplete]));
  const hasNews = await db.$transaction(async (tx) => {
    const rows = workspaces.map((workspace) => ({ ...workspace, name: storableWord(workspace.name) }));
    let changes = await upsertRows(tx, table, rows, observedAt);
    const pairs = bindings.flatMap(({ workspace: { workspaceId }, agentIds }) =>
      agentIds.filter(isStorableId).map((agentId) => ({ workspaceId, agentId })),
    );
    changes += await replaceServing(tx, {
      source: 'binding',
      pairs,
      observedAt,
      isComplete: (workspaceId) => areWhole.get(workspaceId) ?? isComplete,
    });
    changes += await forgetOldRuns(tx, observedAt);
    if (changes > 0) await announce(tx, { incident: null, changed: 'workspaces' });
    return changes > 0;
  });
  const failure = incompleteBindings(bindings);
  if (failure !== null) throw failure;
  return { isBehind: false, hasNews };
}

async function forgetOldRuns(tx: Transaction, now: Date): Promise<number> {
  const { count } = await tx.workspaceAgent.deleteMany({
    where: { source: 'execution', observedAt: { lt: new Date(now.getTime() - servingWindowMs) } },
  });
  return count;
}
