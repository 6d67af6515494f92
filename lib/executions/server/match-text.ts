import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { readDistinct } from '@/lib/executions/server/read-distinct';

const { sql } = Prisma;

/** Executions that are read through for one search; about 40 ms. */
const contentsRead = 10_000;
/** Larger arguments are not read: unpacking them would take the time of a thousand others. */
const longestArgumentsBytes = 20_000;
/** Shorter texts are in nearly everything. */
const shortestContent = 3;
/** More ids than this are asked for by their beginning again. */
const idsListed = 500;

/**
 * An id as it was copied; else what any of these finds: a part of a tool's name, the beginning of an id (and its end, where
 * the middle is left out), and what stands anywhere in the ids, the arguments or the
 * error of the newest that match `base`.
 */
export async function matchText(db: Transaction, text: string, base: Prisma.Sql): Promise<Prisma.Sql> {
  const copied = sql`("executionId" = ${text} OR "invocationId" = ${text} OR "approvalId" = ${text} OR "chatId" = ${text})`;
  const [known] = await db.$queryRaw<object[]>`SELECT 1 AS found FROM "Execution" WHERE ${copied} LIMIT 1`;
  if (known) return copied;

  const lowered = text.toLowerCase();
  const tools = (await readDistinct(db, 'toolName')).filter((tool) => tool.toLowerCase().includes(lowered));
  const beginning = beginningOf(text);
  const ids = [...(await beginWith(db, beginning)), ...(await hold(db, text, base))];
  const alternatives = [
    // Alone where it can be, since an index answers it without the rows.
    ...(tools.length > 0 ? [sql`"toolName" = ANY(${tools}::text[])`] : []),
    ...(ids.length > 0 || tools.length === 0 ? [sql`"executionId" = ANY(${ids}::text[])`] : []),
    ...(ids.length > idsListed
      ? [sql`"executionId" LIKE ${beginning} OR "invocationId" LIKE ${beginning}`]
      : []),
  ];
  return sql`(${Prisma.join(alternatives, ' OR ')})`;
}

/** The ids of those that have an id like this, at most one more than are listed for each kind of id. */
async function beginWith(db: Transaction, pattern: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ executionId: string }[]>`
    (SELECT "executionId" FROM "Execution" WHERE "executionId" LIKE ${pattern} LIMIT ${idsListed + 1})
    UNION ALL
    (SELECT "executionId" FROM "Execution" WHERE "invocationId" LIKE ${pattern} LIMIT ${idsListed + 1})`;
  return rows.map(({ executionId }) => executionId);
}

/** Ids are shown with an ellipsis for their middle, and copied that way too. */
function beginningOf(text: string): string {
  const [begin = '', ...rest] = text.split(/…|\.{3}/);
  return rest.length === 0 ? `${escaped(begin)}%` : `${escaped(begin)}%${escaped(rest.at(-1) ?? '')}`;
}

async function hold(db: Transaction, text: string, base: Prisma.Sql): Promise<string[]> {
  if (text.length < shortestContent) return [];
  const pattern = `%${escaped(text)}%`;
  const rows = await db.$queryRaw<{ executionId: string }[]>`
    SELECT "executionId" FROM (
      SELECT "executionId", "invocationId", arguments, error FROM "Execution"
      WHERE ${base} ORDER BY "occurredAt" DESC LIMIT ${contentsRead}
    ) AS newest
    WHERE (pg_column_size(arguments) <= ${longestArgumentsBytes} AND arguments::text ILIKE ${pattern})
      OR error ILIKE ${pattern} OR "executionId" ILIKE ${pattern} OR "invocationId" ILIKE ${pattern}
    LIMIT ${idsListed}`;
  return rows.map(({ executionId }) => executionId);
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
