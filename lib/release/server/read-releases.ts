import 'server-only';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import type { Releases } from '@/lib/release/release-schema';
import { releaseParts } from '@/lib/release/server/find-release';
import { readCauseFix } from '@/lib/release/server/read-cause-fix';
import { toRelease } from '@/lib/release/server/read-release';

/** Older ones are in the log. */
const shownReleases = 20;

/** The releases of an incident, newest first, and whether its cause is marked as fixed. */
export async function readReleases(
  context: Pick<Context, 'actor' | 'db' | 'clock' | 'xem'>,
  { incidentRef }: { incidentRef: string },
): Promise<Releases> {
  const { db } = context;
  const incident = await findIncident(db, incidentRef);
  const rows = await db.release.findMany({
    where: { incidentId: incident.id },
    include: releaseParts,
    orderBy: { askedAt: 'desc' },
    take: shownReleases,
  });
  const releases = [];
  for (const row of rows) releases.push(await toRelease(context, db, row));
  return { releases, causeFix: await readCauseFix(db, incident.id) };
}
