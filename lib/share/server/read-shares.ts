import 'server-only';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { toShareLinks } from '@/lib/share/server/to-share-link';
import type { ShareLink } from '@/lib/share/share-link-schema';

type Input = { incidentRef: string; limit?: number; cursor?: string | undefined };

/** Newest first, those that no longer work too. */
export async function readShares(
  { db }: Pick<Context, 'db'>,
  { incidentRef, limit = 50, cursor }: Input,
): Promise<PageOf<ShareLink>> {
  const incident = await findIncident(db, incidentRef);
  const rows = await db.shareLink.findMany({
    where: { incidentId: incident.id },
    orderBy: { id: 'desc' },
    take: limit + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  });
  const data = await toShareLinks(db, rows.slice(0, limit));
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.shareId ?? null) : null };
}
