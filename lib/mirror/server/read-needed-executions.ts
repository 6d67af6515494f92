import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import { gatedRisks } from '@/lib/triage/approval-verdict';

type Range = { from: Date; to: Date };

/**
 * The executions of a range that incidents need, whatever their age: attached ones and those of attached approvals, those
 * that a timeline names, and the gated calls in scope and window, which the list of affected executions reads.
 */
export async function readNeededExecutions(tx: Transaction, range: Range): Promise<string[]> {
  const named = await tx.$queryRaw<{ executionId: string }[]>`
    SELECT "executionId" FROM "Execution"
    WHERE "occurredAt" >= ${range.from} AND "occurredAt" < ${range.to}
      AND ("executionId" IN (SELECT "subjectId" FROM "IncidentSubject" WHERE kind = 'execution')
        OR "approvalId" IN (SELECT "subjectId" FROM "IncidentSubject" WHERE kind = 'approval')
        OR "executionId" IN (SELECT data->>'executionId' FROM "TimelineEntry" WHERE data ? 'executionId'))`;
  const needed = new Set(named.map(({ executionId }) => executionId));
  const incidents = await tx.incident.findMany({
    where: { startedAt: { lt: range.to }, OR: [{ closedAt: null }, { closedAt: { gte: range.from } }] },
    include: { subjects: true },
  });
  for (const { startedAt, closedAt, subjects } of incidents) {
    const rows = await tx.execution.findMany({
      where: {
        AND: [
          { occurredAt: { gte: range.from, lt: range.to } },
          closedAt ? { occurredAt: { lte: closedAt } } : {},
          executionsInScope(incidentScope(startedAt, subjects)),
          { risk: { in: [...gatedRisks] } },
        ],
      },
      select: { executionId: true },
    });
    for (const { executionId } of rows) needed.add(executionId);
  }
  return [...needed];
}
