import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import { readSubjects } from '@/lib/incidents/server/read-subjects';
import type { AffectedExecution } from '@/lib/postmortem/facts';
import { approvalFinder, approvalVerdict, gatedRisks, isUnapproved } from '@/lib/triage/approval-verdict';
import { targetOf } from '@/lib/triage/target-of';

/** A document with more rows than this is read by nobody; the archive has them all. */
const mostRows = 1_000;

/**
 * The executions that people attached, and those within the scope and window of the incident that ran although nobody
 * had let them. Oldest first.
 */
export async function readAffectedExecutions(
  db: Transaction,
  incident: Incident,
): Promise<AffectedExecution[]> {
  const scope = incidentScope(incident.startedAt, await readSubjects(db, incident.id));
  const until = incident.closedAt ? { occurredAt: { lte: incident.closedAt } } : {};
  const executions = await db.execution.findMany({
    where: {
      OR: [
        { executionId: { in: scope.executionIds } },
        { AND: [executionsInScope(scope), until, { risk: { in: [...gatedRisks] } }] },
      ],
    },
    orderBy: [{ occurredAt: 'asc' }, { executionId: 'asc' }],
    take: mostRows,
    omit: { raw: true, output: true, error: true },
  });
  const idsOf = (key: 'approvalId' | 'invocationId') => executions.flatMap((it) => it[key] ?? []);
  const [approvals, workspaces] = await Promise.all([
    db.approval.findMany({
      where: {
        OR: [{ approvalId: { in: idsOf('approvalId') } }, { invocationId: { in: idsOf('invocationId') } }],
      },
      select: { approvalId: true, invocationId: true, status: true },
    }),
    db.workspace.findMany({
      where: { workspaceId: { in: executions.flatMap(({ workspaceId }) => workspaceId ?? []) } },
      select: { workspaceId: true, name: true },
    }),
  ]);
  const findApproval = approvalFinder(approvals);
  const attached = new Set(scope.executionIds);
  const names = new Map(workspaces.map(({ workspaceId, name }) => [workspaceId, name]));
  return executions
    .map((execution) => ({ execution, approval: approvalVerdict(execution, findApproval(execution)) }))
    .filter(({ execution, approval }) => attached.has(execution.executionId) || isUnapproved(approval))
    .map(({ execution, approval }) => ({
      executionId: execution.executionId,
      invocationId: execution.invocationId,
      toolName: execution.toolName,
      target: targetOf(execution.arguments),
      agentId: execution.agentId,
      workspaceId: execution.workspaceId,
      workspaceName: names.get(execution.workspaceId ?? '') ?? null,
      risk: execution.risk,
      status: execution.status,
      happenedAt: execution.occurredAt.toISOString(),
      approval,
    }));
}
