import 'server-only';
import type { Context } from '@/lib/context';
import { Prisma } from '@/lib/db/generated/client';
import type { ExecutionSummary } from '@/lib/executions/execution';
import type { ExecutionFilter } from '@/lib/executions/execution-filter';
import { executionWhere } from '@/lib/executions/server/execution-where';
import {
  type SummaryRow,
  summariseExecutions,
  summaryColumns,
} from '@/lib/executions/server/summarise-executions';
import type { PageOf } from '@/lib/http/endpoint';
import { readKeyset, writeKeyset } from '@/lib/mirror/keyset';

const { sql } = Prisma;
const columns = Prisma.raw(
  Object.keys(summaryColumns)
    .map((name) => `"${name}"`)
    .join(', '),
);

/** One page, newest first. Rows that arrive meanwhile don't shift the pages after it. */
export async function readExecutions(
  context: Pick<Context, 'db' | 'clock'>,
  input: ExecutionFilter & { limit: number; cursor?: string | undefined },
): Promise<PageOf<ExecutionSummary>> {
  const { db } = context;
  const { limit, cursor, ...filter } = input;
  const beyond = cursor ? sql`AND ${olderThan(cursor)}` : Prisma.empty;
  const where = await executionWhere(context, filter);
  const rows = await db.$queryRaw<SummaryRow[]>`
    SELECT ${columns} FROM "Execution" WHERE ${where} ${beyond}
    ORDER BY "occurredAt" DESC, "executionId" DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const summarised = await summariseExecutions(db, page);
  return {
    data: summarised.map(({ summary }) => summary),
    nextCursor:
      rows.length > limit && last ? writeKeyset({ at: last.occurredAt, id: last.executionId }) : null,
  };
}

function olderThan(cursor: string): Prisma.Sql {
  const { at, id } = readKeyset(cursor);
  // The first condition bounds the walk along the index; the second settles rows of the same instant.
  return sql`"occurredAt" <= ${at} AND ("occurredAt" < ${at} OR "executionId" < ${id})`;
}
