import 'server-only';
import type { Database } from '@/lib/db/client';
import { unfinishedStates } from '@/lib/mirror/backfill';
import type { Backfill } from '@/lib/mirror/backfill-schema';
import { toBackfill } from '@/lib/mirror/server/to-backfill';

/** The one that waits or reads; there is one at a time. */
export async function readActiveBackfill(db: Database): Promise<Backfill | null> {
  const row = await db.backfill.findFirst({ where: { state: { in: [...unfinishedStates] } } });
  return row && toBackfill(row);
}
