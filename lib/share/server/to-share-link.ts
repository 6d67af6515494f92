import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { ShareLink as Row } from '@/lib/db/generated/client';
import type { ShareLink } from '@/lib/share/share-link-schema';

/** With how often each was opened, in one query for all. */
export async function toShareLinks(db: Transaction, rows: Row[]): Promise<ShareLink[]> {
  const opened = await db.shareAccess.groupBy({
    by: ['shareLinkId'],
    where: { shareLinkId: { in: rows.map(({ id }) => id) }, outcome: 'shown' },
    _count: true,
    _max: { accessedAt: true },
  });
  const openedOf = new Map(opened.map((group) => [group.shareLinkId, group]));
  return rows.map((row) => {
    const group = openedOf.get(row.id);
    return {
      shareId: row.id,
      label: row.label,
      mode: row.mode,
      profile: row.profile,
      createdAt: row.createdAt.toISOString(),
      createdByName: row.createdByName,
      expiresAt: row.expiresAt.toISOString(),
      revokedAt: row.revokedAt?.toISOString() ?? null,
      openedCount: group?._count ?? 0,
      lastOpenedAt: group?._max.accessedAt?.toISOString() ?? null,
    };
  });
}

export async function toShareLink(db: Transaction, row: Row): Promise<ShareLink> {
  const [link] = await toShareLinks(db, [row]);
  if (!link) throw new Error('one row in, one link out');
  return link;
}
