import 'server-only';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { findShare } from '@/lib/share/server/find-share';
import { type ShareAccess, shareOutcomeSchema } from '@/lib/share/share-link-schema';

type Input = { incidentRef: string; shareId: string; limit?: number; cursor?: string | undefined };

/** Who looked, newest first. */
export async function readShareAccesses(
  { db }: Pick<Context, 'db'>,
  { incidentRef, shareId, limit = 50, cursor }: Input,
): Promise<PageOf<ShareAccess>> {
  const incident = await findIncident(db, incidentRef);
  const share = await findShare(db, incident.id, shareId);
  const rows = await db.shareAccess.findMany({
    where: { shareLinkId: share.id },
    orderBy: { id: 'desc' },
    take: limit + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  });
  const data = rows.slice(0, limit).map((row) => ({
    accessId: row.id,
    accessedAt: row.accessedAt.toISOString(),
    outcome: shareOutcomeSchema.parse(row.outcome),
    userAgent: row.userAgent,
  }));
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.accessId ?? null) : null };
}
