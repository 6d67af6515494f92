import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { announce } from '@/lib/live/server/announce';
import type { NotificationKind, NotificationSeverity, NotificationSubject } from '@/lib/notify/notification';

export type NewNotification = {
  kind: NotificationKind;
  severity: NotificationSeverity;
  /** One sentence that can be read on any page, without what a call carried. */
  text: string;
  incidentId?: string;
  subject?: { kind: NotificationSubject; id: string };
  /** What comes under the same key before anybody acknowledged it is counted on the one row instead. */
  foldKey?: string;
  /** How many things this tells of at once. */
  count?: number;
};

/**
 * Tells everybody, on whatever page they are. In the caller's transaction, beside the entry it speaks of: both are there
 * or neither. `await notify(context, tx, { kind: 'breach', severity: 'red', text, incidentId, foldKey })`
 */
export async function notify(
  { clock }: Pick<Context, 'clock'>,
  tx: Transaction,
  { kind, severity, text, incidentId, subject, foldKey, count = 1 }: NewNotification,
): Promise<void> {
  const now = clock.now();
  const newest = {
    kind,
    severity,
    text,
    incidentId: incidentId ?? null,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    lastAt: now,
  };
  const data = { ...newest, count, createdAt: now };
  if (foldKey === undefined) await tx.notification.create({ data });
  else {
    await tx.notification.upsert({
      where: { foldKey },
      create: { ...data, foldKey },
      update: { ...newest, count: { increment: count } },
    });
  }
  await announce(tx, { incident: null, changed: 'notifications' });
}
