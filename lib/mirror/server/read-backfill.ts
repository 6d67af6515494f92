import 'server-only';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import type { Backfill } from '@/lib/mirror/backfill-schema';
import { toBackfill } from '@/lib/mirror/server/to-backfill';

export async function readBackfill(
  { db }: Pick<Context, 'db'>,
  { backfillId }: { backfillId: string },
): Promise<Backfill> {
  const row = await db.backfill.findUnique({ where: { id: backfillId } });
  if (!row) throw notFound('back-fill', backfillId);
  return toBackfill(row);
}
