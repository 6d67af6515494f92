import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { mergeExecutions } from '@/lib/mirror/server/merge-executions';
import { noteServing } from '@/lib/mirror/server/note-serving';
import type { WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { isStorableId, storableInstant, storableInt, storableWord } from '@/lib/mirror/storable';
import type { XemExecution } from '@/lib/xem/xem';

type Column = keyof XemExecution | 'occurredAt';

const table: Parameters<typeof mergeExecutions<Column>>[1] = {
  key: 'executionId',
  columns: {
    executionId: 'text',
    invocationId: 'text',
    workspaceId: 'text',
    toolName: 'text',
    agentId: 'text',
    risk: 'text',
    status: 'text',
    exitCode: 'int',
    arguments: 'jsonb',
    output: 'text',
    error: 'text',
    approvalId: 'text',
    chatId: 'text',
    branchId: 'text',
    requestedBy: 'text',
    startedAt: 'timestamptz',
    completedAt: 'timestamptz',
    durationMs: 'int',
    raw: 'jsonb',
    occurredAt: 'timestamptz',
  },
  // A list may carry less than the record itself.
  kept: [
    'invocationId',
    'toolName',
    'risk',
    'arguments',
    'output',
    'approvalId',
    'chatId',
    'branchId',
    'requestedBy',
    'startedAt',
  ],
  derived: {
    occurredAt: 'coalesce(given."startedAt", known."startedAt", given."completedAt", known."firstSeenAt")',
  },
};

/** Returns how many were new or changed. */
export async function storeExecutions(
  tx: Transaction,
  executions: XemExecution[],
  { observedAt, workspaceIdOf }: { observedAt: Date; workspaceIdOf: WorkspaceResolver },
): Promise<number> {
  const rows = executions
    .filter(({ executionId }) => isStorableId(executionId))
    .map((execution) => {
      const startedAt = storableInstant(execution.startedAt);
      const completedAt = storableInstant(execution.completedAt);
      return {
        ...execution,
        invocationId: storableWord(execution.invocationId),
        workspaceId: storableWord(workspaceIdOf(execution.workspaceId)),
        toolName: storableWord(execution.toolName),
        agentId: storableWord(execution.agentId),
        risk: storableWord(execution.risk),
        status: storableWord(execution.status),
        exitCode: storableInt(execution.exitCode),
        approvalId: storableWord(execution.approvalId),
        chatId: storableWord(execution.chatId),
        requestedBy: storableWord(execution.requestedBy),
        startedAt,
        completedAt,
        durationMs: storableInt(execution.durationMs),
        occurredAt: startedAt ?? completedAt ?? observedAt,
      };
    });
  const written = await mergeExecutions(tx, table, rows, observedAt);
  if (written > 0) await noteServing(tx, rows, observedAt);
  return written;
}
