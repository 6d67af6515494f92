import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { OutsidePause } from '@/lib/db/generated/client';
import { AppError, notFound } from '@/lib/errors';

export const standingKeyOf = (agentId: string, workspaceId: string): string =>
  JSON.stringify([agentId, workspaceId]);

/** One that still stands. Throws `not_found`, or `conflict` when XEM no longer shows it or a hold has taken it over. */
export async function findStandingPause(db: Transaction, pauseId: string): Promise<OutsidePause> {
  const pause = await db.outsidePause.findUnique({ where: { id: pauseId } });
  if (!pause) throw notFound('pause', pauseId);
  if (pause.endedAt === null) return pause;
  throw new AppError('conflict', `pause ${pauseId} has ended`, {
    userMessage:
      pause.decision === 'adopted'
        ? `${pause.decidedByName} has adopted this pause already.`
        : 'This pause is over: XEM no longer shows it, or a hold covers it.',
  });
}
