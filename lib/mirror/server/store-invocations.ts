import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { type MirrorTable, upsertRows } from '@/lib/mirror/server/upsert-rows';
import { isStorableId, storableInstant, storableWord } from '@/lib/mirror/storable';
import type { XemInvocation } from '@/lib/xem/xem';

const table: MirrorTable<keyof XemInvocation | 'goneAt'> = {
  name: 'Invocation',
  key: 'invocationId',
  columns: {
    invocationId: 'text',
    executionId: 'text',
    workspaceId: 'text',
    toolName: 'text',
    agentId: 'text',
    risk: 'text',
    status: 'text',
    approvalId: 'text',
    arguments: 'jsonb',
    createdAt: 'timestamptz',
    raw: 'jsonb',
    goneAt: 'timestamptz',
  },
  kept: ['executionId', 'toolName', 'risk', 'approvalId', 'arguments', 'createdAt'],
};

/** Returns how many were new or changed. */
export async function storeInvocations(
  tx: Transaction,
  invocations: XemInvocation[],
  { observedAt, workspaceIdOf }: { observedAt: Date; workspaceIdOf: WorkspaceResolver },
): Promise<number> {
  const rows = invocations
    .filter(({ invocationId }) => isStorableId(invocationId))
    .map((invocation) => ({
      ...invocation,
      executionId: storableWord(invocation.executionId),
      workspaceId: storableWord(workspaceIdOf(invocation.workspaceId)),
      toolName: storableWord(invocation.toolName),
      agentId: storableWord(invocation.agentId),
      risk: storableWord(invocation.risk),
      status: storableWord(invocation.status),
      approvalId: storableWord(invocation.approvalId),
      createdAt: storableInstant(invocation.createdAt),
      goneAt: null,
    }));
  return upsertRows(tx, table, rows, observedAt);
}
