import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { executionsInScope, type IncidentScope } from '@/lib/incidents/incident-scope';
import { readNames } from '@/lib/mirror/server/read-names';
import { approvalFinder, approvalVerdict, isUnapproved } from '@/lib/triage/approval-verdict';
import { targetOf } from '@/lib/triage/target-of';
import type { AffectedExecution } from '@/lib/triage/triage';

/** Calls looked at; riskier ones are never dropped for milder ones. */
const lookedAt = 2_000;
const riskiestFirst = ['irreversible', 'destructive'];

export type Affected = { executions: AffectedExecution[]; isCutShort: boolean };

/** The calls in scope that did more than read: without approval first, then newest first. */
export async function readAffected(db: Transaction, scope: IncidentScope): Promise<Affected> {
  const risky = await readRows(db, scope, { risk: { in: riskiestFirst } }, lookedAt);
  const milder = await readRows(
    db,
    scope,
    { OR: [{ risk: null }, { risk: { notIn: [...riskiestFirst, 'read'] } }] },
    lookedAt - risky.length,
  );
  const rows = [...risky, ...milder];
  const names = await readNames(db, rows);
  const findApproval = approvalFinder(
    await db.approval.findMany({
      where: {
        OR: [
          { approvalId: { in: rows.flatMap(({ approvalId }) => approvalId ?? []) } },
          { invocationId: { in: rows.flatMap(({ invocationId }) => invocationId ?? []) } },
        ],
      },
      select: { approvalId: true, invocationId: true, status: true },
    }),
  );
  const executions = rows
    .map((row) => ({
      executionId: row.executionId,
      toolName: row.toolName,
      target: targetOf(row.arguments),
      workspaceId: row.workspaceId,
      workspaceName: names.workspace(row.workspaceId),
      agentId: row.agentId,
      risk: row.risk,
      status: row.status,
      exitCode: row.exitCode,
      durationMs: row.durationMs,
      occurredAt: row.occurredAt.toISOString(),
      approval: approvalVerdict(row, findApproval(row)),
    }))
    .sort(
      (a, b) =>
        Number(isUnapproved(b.approval)) - Number(isUnapproved(a.approval)) ||
        b.occurredAt.localeCompare(a.occurredAt),
    );
  return { executions, isCutShort: rows.length >= lookedAt };
}

function readRows(db: Transaction, scope: IncidentScope, risk: object, take: number) {
  return db.execution.findMany({
    where: { AND: [executionsInScope(scope), risk] },
    omit: { raw: true, output: true, error: true },
    orderBy: [{ occurredAt: 'desc' }, { executionId: 'desc' }],
    take: Math.max(0, take),
  });
}
