import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { unfinishedStates } from '@/lib/mirror/backfill';
import type { Backfill } from '@/lib/mirror/backfill-schema';
import { readBackfill } from '@/lib/mirror/server/read-backfill';

/** Ends a back-fill where it is. A page that is being stored at this moment is kept, like all before it. */
export async function cancelBackfill(
  context: Context,
  { backfillId }: { backfillId: string },
): Promise<Backfill> {
  requireRole(context, 'commander');
  const { db, clock, actor } = context;
  const { state } = await readBackfill(context, { backfillId });
  await db.$transaction(async (tx) => {
    const { count } = await tx.backfill.updateMany({
      where: { id: backfillId, state: { in: [...unfinishedStates] } },
      data: { state: 'cancelled', endedAt: clock.now(), endedByName: actor.name, waitingFor: null },
    });
    if (count === 0) {
      throw new AppError('conflict', `back-fill is ${state}`, {
        userMessage: 'This back-fill has ended already.',
      });
    }
    await recordAudit(context, tx, {
      action: 'backfill_cancelled',
      subjectKind: 'backfill',
      subjectId: backfillId,
    });
    await announce(tx, { incident: null, changed: 'freshness' });
  });
  return readBackfill(context, { backfillId });
}
