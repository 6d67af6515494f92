import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';

type Input = { notificationIds: string[]; seenAt: string };

/** Says who has seen them. What grew after the person looked stays open; pressing twice changes nothing. */
export async function acknowledgeNotifications(
  context: Context,
  { notificationIds, seenAt }: Input,
): Promise<{ acknowledgedCount: number }> {
  requireRole(context, 'responder');
  const { actor, clock, db } = context;
  return db.$transaction(async (tx) => {
    const changed = await tx.notification.updateManyAndReturn({
      where: { id: { in: notificationIds }, acknowledgedAt: null, lastAt: { lte: new Date(seenAt) } },
      data: {
        acknowledgedAt: clock.now(),
        acknowledgedById: actor.actorId,
        acknowledgedByName: actor.name,
        foldKey: null,
      },
      select: { id: true, kind: true, count: true, text: true },
    });
    if (changed.length === 0) return { acknowledgedCount: 0 };
    for (const { id, ...data } of changed) {
      await recordAudit(context, tx, {
        action: 'notification_acknowledged',
        subjectKind: 'notification',
        subjectId: id,
        data,
      });
    }
    await announce(tx, { incident: null, changed: 'notifications' });
    return { acknowledgedCount: changed.length };
  });
}
