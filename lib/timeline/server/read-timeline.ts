import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { Prisma, type TimelineEntry } from '@/lib/db/generated/client';
import { findIncident } from '@/lib/incidents/server/find-incident';
import type { TimelinePage } from '@/lib/timeline/endpoints';
import { readOutages } from '@/lib/timeline/server/read-outages';
import {
  isAscending,
  type TimelineFilter,
  timelineConditions,
} from '@/lib/timeline/server/timeline-conditions';
import { toItems } from '@/lib/timeline/server/to-items';
import { writeCursor } from '@/lib/timeline/timeline-cursor';

/** One window of the log in the order things happened, with what was corrected folded into its newest version. */
export async function readTimeline(
  { db }: Pick<Context, 'db'>,
  input: TimelineFilter & { incidentRef: string },
): Promise<TimelinePage> {
  const incident = await findIncident(db, input.incidentRef);
  const ascending = isAscending(input);
  const found = await readRows(db, incident.id, input, ascending);
  const hasMore = found.length > input.limit;
  const rows = found.slice(0, input.limit);
  if (input.direction === 'previous') rows.reverse();
  const [first, last] = [rows.at(0), rows.at(-1)];
  const isPrevious = input.direction === 'previous';
  // What lies on the side a page came from is there by definition.
  const hasNext = isPrevious ? input.cursor !== undefined : hasMore;
  const hasPrevious = isPrevious ? hasMore : input.cursor !== undefined;
  return {
    data: await toItems(db, incident.id, rows),
    nextCursor: hasNext && last ? writeCursor(last) : null,
    previousCursor: hasPrevious && first ? writeCursor(first) : null,
    outages: await readOutages(db, incident),
    headSequence: incident.headSequence,
  };
}

async function readRows(
  db: Transaction,
  incidentId: string,
  filter: TimelineFilter,
  ascending: boolean,
): Promise<TimelineEntry[]> {
  const order = ascending
    ? Prisma.sql`e."happenedAt" ASC, e.sequence ASC`
    : Prisma.sql`e."happenedAt" DESC, e.sequence DESC`;
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM "TimelineEntry" e
    WHERE ${timelineConditions(incidentId, filter)}
    ORDER BY ${order} LIMIT ${filter.limit + 1}`;
  const rows = await db.timelineEntry.findMany({ where: { id: { in: ids.map(({ id }) => id) } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap(({ id }) => byId.get(id) ?? []);
}
