import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { executionStatuses, isOver } from '@/lib/executions/execution-status';
import { clockSkewMs, defaultTimeoutMs, type SearchableSuspicion } from '@/lib/executions/looks-wrong';
import { gatedRisks } from '@/lib/triage/approval-verdict';

const { sql } = Prisma;

const gated = sql`risk = ANY(${[...gatedRisks]}::text[]) AND "startedAt" IS NOT NULL`;

/** The approval an execution names, else the one of its invocation, as lists show it. */
const itsApproval = sql`approval."approvalId" = "Execution"."approvalId"
  OR ("Execution"."approvalId" IS NULL AND approval."invocationId" = "Execution"."invocationId")`;

/**
 * The rules of `looks-wrong`, said to the database; a test holds the two together. An approval that has not been read, or
 * stands in a word that nobody knows, is no finding.
 */
export function suspicionWhere(suspicion: SearchableSuspicion, now: Date): Prisma.Sql {
  const conditions: Record<SearchableSuspicion, Prisma.Sql> = {
    without_approval: sql`(${gated} AND CASE
      WHEN EXISTS (SELECT FROM "Approval" AS approval WHERE ${itsApproval})
      THEN EXISTS (SELECT FROM "Approval" AS approval WHERE (${itsApproval})
        AND approval.status IN ('pending', 'escalated', 'rejected', 'timed_out', 'expired'))
      ELSE "Execution"."approvalId" IS NULL END)`,
    approved_late: sql`(${gated} AND EXISTS (
      SELECT FROM "Approval" AS approval WHERE (${itsApproval}) AND approval.status = 'approved'
        AND approval."resolvedAt" > "startedAt" + ${clockSkewMs} * interval '1 millisecond'))`,
    past_timeout: sql`("completedAt" IS NULL AND "startedAt" IS NOT NULL
      AND status <> ALL(${executionStatuses.filter(isOver)}::text[])
      AND "startedAt" < ${now}::timestamptz - interval '1 millisecond'
        * CASE WHEN jsonb_typeof(raw->'timeout_ms') = 'number' AND (raw->>'timeout_ms')::numeric > 0
            THEN (raw->>'timeout_ms')::numeric::float8 ELSE ${defaultTimeoutMs}::float8 END)`,
  };
  return conditions[suspicion];
}
