import 'server-only';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import type { Backfill } from '@/lib/mirror/backfill-schema';
import { toBackfill } from '@/lib/mirror/server/to-backfill';

/** Newest first; ids are in the order of time. */
export async function readBackfills(
  { db }: Pick<Context, 'db'>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<PageOf<Backfill>> {
  const rows = await db.backfill.findMany({
    where: cursor ? { id: { lt: cursor } } : {},
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { data: page.map(toBackfill), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
