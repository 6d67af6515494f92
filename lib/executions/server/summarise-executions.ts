import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Execution } from '@/lib/db/generated/client';
import type { ExecutionSummary } from '@/lib/executions/execution';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';
import { approvalVerdict } from '@/lib/triage/approval-verdict';
import { targetOf } from '@/lib/triage/target-of';

/** The columns that a list needs; output and raw record can be large. */
export const summaryColumns = {
  executionId: true,
  invocationId: true,
  workspaceId: true,
  toolName: true,
  agentId: true,
  risk: true,
  status: true,
  exitCode: true,
  arguments: true,
  approvalId: true,
  chatId: true,
  requestedBy: true,
  startedAt: true,
  completedAt: true,
  durationMs: true,
  occurredAt: true,
} as const;

export type SummaryRow = Pick<Execution, keyof typeof summaryColumns>;

export type Summarised = { summary: ExecutionSummary; approvalResolvedAt: Date | null };

/** Adds to rows what stands elsewhere: names, the approval behind each, the incidents that have it attached. */
export async function summariseExecutions(db: Transaction, rows: SummaryRow[]): Promise<Summarised[]> {
  if (rows.length === 0) return [];
  const [names, approvals, attached] = await Promise.all([
    readNames(db, rows),
    readApprovals(db, rows),
    db.incidentSubject.findMany({
      where: { kind: 'execution', subjectId: { in: rows.map(({ executionId }) => executionId) } },
      select: { subjectId: true, incident: { select: { number: true, phase: true } } },
      orderBy: { incident: { number: 'asc' } },
    }),
  ]);
  return rows.map((row) => {
    const approval = approvals(row);
    const approvalId = row.approvalId ?? approval?.approvalId ?? null;
    const incidents = attached.flatMap(({ subjectId, incident }) =>
      subjectId === row.executionId ? incident : [],
    );
    const open = incidents.findLast(({ phase }) => phase !== 'closed');
    const summary: ExecutionSummary = {
      executionId: row.executionId,
      invocationId: row.invocationId,
      workspaceId: row.workspaceId,
      workspaceName: names.workspace(row.workspaceId),
      toolName: row.toolName,
      target: targetOf(row.arguments),
      agentId: row.agentId,
      agentName: names.agent(row.agentId),
      risk: row.risk,
      status: row.status,
      exitCode: row.exitCode,
      approvalId,
      verdict: approvalVerdict({ risk: row.risk, approvalId }, approval),
      chatId: row.chatId,
      requestedBy: row.requestedBy,
      occurredAt: row.occurredAt.toISOString(),
      startedAt: row.startedAt?.toISOString() ?? null,
      completedAt: row.completedAt?.toISOString() ?? null,
      durationMs: row.durationMs,
      incidentRefs: incidents.map(({ number }) => incidentRefOf(number)),
      openIncidentRef: open ? incidentRefOf(open.number) : null,
    };
    return { summary, approvalResolvedAt: approval?.resolvedAt ?? null };
  });
}

/** The approval an execution names, else the one of its invocation: not every record names it. */
async function readApprovals(db: Transaction, rows: SummaryRow[]) {
  const found = await db.approval.findMany({
    where: {
      OR: [
        { approvalId: { in: rows.flatMap(({ approvalId }) => approvalId ?? []) } },
        { invocationId: { in: rows.flatMap(({ invocationId }) => invocationId ?? []) } },
      ],
    },
    select: { approvalId: true, invocationId: true, status: true, resolvedAt: true },
  });
  const byId = new Map(found.map((approval) => [approval.approvalId, approval]));
  const byInvocation = new Map(found.map((approval) => [approval.invocationId, approval]));
  return ({ approvalId, invocationId }: SummaryRow) =>
    (approvalId === null
      ? invocationId === null
        ? undefined
        : byInvocation.get(invocationId)
      : byId.get(approvalId)) ?? null;
}
