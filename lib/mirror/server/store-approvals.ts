import 'server-only';
import { expiryOf } from '@/lib/approvals/approval';
import type { Transaction } from '@/lib/db/client';
import type { WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { type MirrorTable, upsertRows } from '@/lib/mirror/server/upsert-rows';
import { isStorableId, storableInstant, storableInt, storableWord } from '@/lib/mirror/storable';
import type { XemApproval } from '@/lib/xem/xem';

type Column = Exclude<keyof XemApproval, 'policyTimeoutSeconds'> | 'isExpiryEstimated' | 'goneAt';

const table: MirrorTable<Column> = {
  name: 'Approval',
  key: 'approvalId',
  columns: {
    approvalId: 'text',
    status: 'text',
    risk: 'text',
    toolName: 'text',
    workspaceId: 'text',
    invocationId: 'text',
    agentId: 'text',
    arguments: 'jsonb',
    requestedBy: 'text',
    createdAt: 'timestamptz',
    expiresAt: 'timestamptz',
    isExpiryEstimated: 'boolean',
    escalationStage: 'int',
    resolvedAt: 'timestamptz',
    resolvedBy: 'text',
    raw: 'jsonb',
    goneAt: 'timestamptz',
  },
  kept: ['risk', 'toolName', 'invocationId', 'agentId', 'arguments', 'requestedBy', 'createdAt'],
};

/** Returns how many were new or changed. */
export async function storeApprovals(
  tx: Transaction,
  approvals: XemApproval[],
  { observedAt, workspaceIdOf }: { observedAt: Date; workspaceIdOf: WorkspaceResolver },
): Promise<number> {
  const rows = approvals
    .filter(({ approvalId }) => isStorableId(approvalId))
    .map((approval) => {
      const createdAt = storableInstant(approval.createdAt);
      return {
        ...approval,
        ...expiryOf({ ...approval, createdAt, expiresAt: storableInstant(approval.expiresAt) }),
        status: storableWord(approval.status),
        risk: storableWord(approval.risk),
        toolName: storableWord(approval.toolName),
        workspaceId: storableWord(workspaceIdOf(approval.workspaceId)),
        invocationId: storableWord(approval.invocationId),
        agentId: storableWord(approval.agentId),
        createdAt,
        escalationStage: storableInt(approval.escalationStage),
        resolvedAt: storableInstant(approval.resolvedAt),
        goneAt: null,
      };
    });
  return upsertRows(tx, table, rows, observedAt);
}
