import 'server-only';
import type { z } from 'zod';
import { Prisma } from '@/lib/db/generated/client';
import type { timelineQuery } from '@/lib/timeline/inputs';
import { readCursor } from '@/lib/timeline/timeline-cursor';

export type TimelineFilter = z.output<typeof timelineQuery>;

const lowerRisks = { write: ['read'], destructive: ['read', 'write'] } as const;

/** The newest version of everything the filter lets through; `e` is the entry. */
export function timelineConditions(incidentId: string, filter: TimelineFilter): Prisma.Sql {
  const { source, kind, leastRisk, text, since, until, afterSequence } = filter;
  const conditions = [Prisma.sql`e."incidentId" = ${incidentId}::uuid`, isNewestVersion];
  // A correction counts as what it corrects, so that a filter finds what it found before.
  if (source?.length) {
    conditions.push(
      Prisma.sql`(CASE WHEN e.kind = 'entry_corrected' THEN e.data->>'rootSource' ELSE e.source::text END) = ANY(${source})`,
    );
  }
  if (kind?.length) {
    conditions.push(
      Prisma.sql`(CASE WHEN e.kind = 'entry_corrected' THEN e.data->>'rootKind' ELSE e.kind END) = ANY(${kind})`,
    );
  }
  if (leastRisk) {
    conditions.push(Prisma.sql`coalesce(e.data->>'risk', '') <> ALL(${[...lowerRisks[leastRisk]]})`);
  }
  if (text) {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      Prisma.sql`(e.text ILIKE ${pattern} OR e.data::text ILIKE ${pattern} OR e."actorName" ILIKE ${pattern})`,
    );
  }
  if (since) conditions.push(Prisma.sql`e."happenedAt" >= ${since}::timestamptz`);
  if (until) conditions.push(Prisma.sql`e."happenedAt" <= ${until}::timestamptz`);
  if (afterSequence !== undefined) conditions.push(Prisma.sql`e.sequence > ${afterSequence}`);
  if (filter.cursor !== undefined) conditions.push(beyond(filter.cursor, isAscending(filter)));
  return Prisma.join(conditions, ' AND ');
}

/** A version that was corrected has a correction with this source id; the unique index answers it. */
const isNewestVersion = Prisma.sql`NOT EXISTS (
  SELECT FROM "TimelineEntry" c
  WHERE c."incidentId" = e."incidentId" AND c.source = 'person' AND c."sourceId" = 'correction:' || e.id::text)`;

/** Whether rows are fetched with time running forward: the order asked for, or its reverse for a previous page. */
export function isAscending({ order, direction }: Pick<TimelineFilter, 'order' | 'direction'>): boolean {
  return (order === 'oldest') === (direction === 'next');
}

function beyond(cursor: string, ascending: boolean): Prisma.Sql {
  const { happenedAt, sequence } = readCursor(cursor);
  const at = happenedAt.toISOString();
  return ascending
    ? Prisma.sql`(e."happenedAt", e.sequence) > (${at}::timestamptz, ${sequence})`
    : Prisma.sql`(e."happenedAt", e.sequence) < (${at}::timestamptz, ${sequence})`;
}
