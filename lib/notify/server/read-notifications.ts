import 'server-only';
import type { Context } from '@/lib/context';
import type { Notification as Row } from '@/lib/db/generated/client';
import type { PageOf } from '@/lib/http/endpoint';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readKeyset, writeKeyset } from '@/lib/mirror/keyset';
import type { Notification } from '@/lib/notify/notification-schema';

type Input = { state: 'open' | 'all'; limit: number; cursor?: string | undefined };

/** One page, newest first. */
export async function readNotifications(
  { db }: Pick<Context, 'db'>,
  { state, limit, cursor }: Input,
): Promise<PageOf<Notification>> {
  const rows = await db.notification.findMany({
    where: { ...(state === 'open' && { acknowledgedAt: null }), ...(cursor && olderThan(cursor)) },
    include: { incident: { select: { number: true } } },
    orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(toNotification),
    nextCursor: rows.length > limit && last ? writeKeyset({ at: last.lastAt, id: last.id }) : null,
  };
}

function olderThan(cursor: string) {
  const { at, id } = readKeyset(cursor);
  return { OR: [{ lastAt: { lt: at } }, { lastAt: at, id: { lt: id } }] };
}

function toNotification(row: Row & { incident: { number: number } | null }): Notification {
  const { id, kind, severity, text, count, incident, subjectKind, subjectId } = row;
  return {
    notificationId: id,
    kind,
    severity,
    text,
    count,
    incidentRef: incident && incidentRefOf(incident.number),
    subjectKind,
    subjectId,
    createdAt: row.createdAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedByName: row.acknowledgedByName,
  };
}
