import 'server-only';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { readNeededExecutions } from '@/lib/mirror/server/read-needed-executions';

const batchSize = 5_000;
const batchesARun = 200;

/**
 * Deletes what is older than `before` and that no incident needs, in small steps: executions in the default partition, then
 * what only belonged to executions that are gone. Returns how many rows went.
 */
export async function forgetRows(db: Database, before: Date): Promise<number> {
  return (
    (await forgetExecutions(db, before)) +
    (await forget(db, 'Invocation', invocations(before))) +
    (await forget(db, 'Approval', approvals(before))) +
    (await forget(db, 'AgentEvent', agentEvents(before))) +
    (await forget(db, 'SourceOutage', Prisma.sql`"endedAt" < ${before}`))
  );
}

async function forgetExecutions(db: Database, before: Date): Promise<number> {
  const from = new Date(0);
  const needed = await readNeededExecutions(db, { from, to: before });
  // A month that reaches over the bound goes as a whole, later.
  return forget(
    db,
    'Execution_default',
    Prisma.sql`"occurredAt" < ${before} AND "executionId" <> ALL(${needed}::text[])`,
  );
}

const invocations = (before: Date) => Prisma.sql`
  ("createdAt" < ${before} OR ("createdAt" IS NULL AND "firstSeenAt" < ${before}))
  AND NOT EXISTS (SELECT FROM "Execution" AS run WHERE run."invocationId" = old."invocationId")`;

/** What somebody decided here keeps its approval, as XEM drops the reason. */
const approvals = (before: Date) => Prisma.sql`
  ("createdAt" < ${before} OR ("createdAt" IS NULL AND "firstSeenAt" < ${before}))
  AND NOT EXISTS (SELECT FROM "Execution" AS run WHERE run."approvalId" = old."approvalId")
  AND NOT EXISTS (SELECT FROM "Execution" AS run WHERE run."invocationId" = old."invocationId")
  AND NOT EXISTS (SELECT FROM "ApprovalDecision" AS made WHERE made."approvalId" = old."approvalId")
  AND NOT EXISTS (SELECT FROM "IncidentSubject" WHERE kind = 'approval' AND "subjectId" = old."approvalId")`;

const agentEvents = (before: Date) => Prisma.sql`
  "occurredAt" < ${before}
  AND NOT EXISTS (
    SELECT FROM "IncidentSubject" AS subject JOIN "Incident" AS incident ON incident.id = subject."incidentId"
    WHERE subject.kind = 'agent' AND subject."subjectId" = old."agentId"
      AND old."occurredAt" BETWEEN incident."startedAt" AND coalesce(incident."closedAt", 'infinity'))`;

type Table = 'Execution_default' | 'Invocation' | 'Approval' | 'AgentEvent' | 'SourceOutage';

async function forget(db: Database, table: Table, isOld: Prisma.Sql): Promise<number> {
  const name = Prisma.raw(`"${table}"`);
  let count = 0;
  for (let batch = 0; batch < batchesARun; batch += 1) {
    const deleted = await db.$executeRaw`
      DELETE FROM ${name} WHERE ctid IN (SELECT old.ctid FROM ${name} AS old WHERE ${isOld} LIMIT ${batchSize})`;
    count += deleted;
    if (deleted < batchSize) break;
  }
  return count;
}
