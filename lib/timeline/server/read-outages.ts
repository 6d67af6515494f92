import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import type { Outage } from '@/lib/timeline/timeline-item';

/** A source that flaps all day must not outweigh the log; the newest outages matter most. */
const mostOutages = 100;

/** Stretches since the incident began in which a source could not be read, oldest first. */
export async function readOutages(
  db: Transaction,
  incident: Pick<Incident, 'startedAt' | 'closedAt'>,
): Promise<Outage[]> {
  const rows = await db.sourceOutage.findMany({
    where: {
      OR: [{ endedAt: null }, { endedAt: { gt: incident.startedAt } }],
      ...(incident.closedAt && { startedAt: { lt: incident.closedAt } }),
    },
    orderBy: { startedAt: 'desc' },
    take: mostOutages,
  });
  return rows.reverse().map(({ source, startedAt, endedAt }) => ({
    source,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
