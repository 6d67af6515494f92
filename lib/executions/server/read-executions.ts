import 'server-only';
import type { Context } from '@/lib/context';
import type { ExecutionFilter } from '@/lib/executions/endpoints';
import type { ExecutionSummary } from '@/lib/executions/execution';
import { executionWhere } from '@/lib/executions/server/execution-where';
import { summariseExecutions, summaryColumns } from '@/lib/executions/server/summarise-executions';
import type { PageOf } from '@/lib/http/endpoint';
import { readKeyset, writeKeyset } from '@/lib/mirror/keyset';

/** One page, newest first. Rows that arrive meanwhile don't shift the pages after it. */
export async function readExecutions(
  { db }: Pick<Context, 'db'>,
  input: ExecutionFilter & { limit: number; cursor?: string | undefined },
): Promise<PageOf<ExecutionSummary>> {
  const { limit, cursor, ...filter } = input;
  const where = await executionWhere(db, filter);
  const rows = await db.execution.findMany({
    where: cursor ? { AND: [where, olderThan(cursor)] } : where,
    select: summaryColumns,
    orderBy: [{ occurredAt: 'desc' }, { executionId: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const summarised = await summariseExecutions(db, page);
  return {
    data: summarised.map(({ summary }) => summary),
    nextCursor:
      rows.length > limit && last ? writeKeyset({ at: last.occurredAt, id: last.executionId }) : null,
  };
}

function olderThan(cursor: string) {
  const { at, id } = readKeyset(cursor);
  // The first condition bounds the walk along the index; the second settles rows of the same instant.
  return { occurredAt: { lte: at }, OR: [{ occurredAt: { lt: at } }, { executionId: { lt: id } }] };
}
