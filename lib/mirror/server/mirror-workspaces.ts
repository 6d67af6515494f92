import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { announce } from '@/lib/live/server/announce';
import { inParallel } from '@/lib/mirror/in-parallel';
import type { PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { servingWindowMs } from '@/lib/mirror/server/note-serving';
import { replaceServing } from '@/lib/mirror/server/replace-serving';
import { type MirrorTable, upsertRows } from '@/lib/mirror/server/upsert-rows';
import { isStorableId, storableWord } from '@/lib/mirror/storable';
import { readAllPages } from '@/lib/xem/read-all-pages';
import type { XemWorkspace } from '@/lib/xem/xem';

const table: MirrorTable<keyof XemWorkspace> = {
  name: 'Workspace',
  key: 'workspaceId',
  columns: { workspaceId: 'text', name: 'text', type: 'text', raw: 'jsonb' },
  compared: ['raw', 'name'],
  kept: [],
};

/** Workspaces, and which agents are bound to each where this router says so. */
export async function mirrorWorkspaces({ db, xem, clock }: PollContext): Promise<PollResult> {
  const observedAt = clock.now();
  const { items, isComplete } = await readAllPages((page) => xem.listWorkspaces(page));
  const workspaces = items.filter(({ workspaceId }) => isStorableId(workspaceId));
  const bindings = await inParallel(workspaces, 4, async ({ workspaceId }) => ({
    workspaceId,
    agentIds: await xem.listWorkspaceBindings(workspaceId),
  }));
  const hasNews = await db.$transaction(async (tx) => {
    const rows = workspaces.map((workspace) => ({ ...workspace, name: storableWord(workspace.name) }));
    let changes = await upsertRows(tx, table, rows, observedAt);
    // Null where this router has no such route: manifests and executions must do then.
    const pairs = bindings.flatMap(({ workspaceId, agentIds }) =>
      (agentIds ?? []).map((agentId) => ({ workspaceId, agentId })),
    );
    changes += await replaceServing(tx, { source: 'binding', pairs, observedAt, isComplete });
    changes += await forgetOldRuns(tx, observedAt);
    if (changes > 0) await announce(tx, { incident: null, changed: 'workspaces' });
    return changes > 0;
  });
  return { isBehind: false, hasNews };
}

async function forgetOldRuns(tx: Transaction, now: Date): Promise<number> {
  const { count } = await tx.workspaceAgent.deleteMany({
    where: { source: 'execution', observedAt: { lt: new Date(now.getTime() - servingWindowMs) } },
  });
  return count;
}
