import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { TimelineEntry } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { correctionDataSchema, correctionSourceId } from '@/lib/timeline/correction-data';
import { toItems } from '@/lib/timeline/server/to-items';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

export type FoundEntry = {
  /** The version that was asked for. */
  entry: TimelineEntry;
  /** The first version: what a pin names. */
  rootId: string;
};

/** An entry of this incident by the id of any of its versions. Throws `not_found`. */
export async function findEntry(db: Transaction, incidentId: string, entryId: string): Promise<FoundEntry> {
  const entry = await db.timelineEntry.findFirst({ where: { id: entryId, incidentId } });
  if (!entry) throw notFound('timeline entry', entryId);
  const isCorrection = entry.kind === 'entry_corrected';
  return {
    entry,
    rootId: isCorrection ? correctionDataSchema.parse(entry.data).rootEntryId : entry.id,
  };
}

/** One entry as people read it, with its newest version. */
export async function readItem(db: Transaction, incidentId: string, entryId: string): Promise<TimelineItem> {
  let { entry } = await findEntry(db, incidentId, entryId);
  for (;;) {
    const next = await db.timelineEntry.findFirst({
      where: { incidentId, source: 'person', sourceId: correctionSourceId(entry.id) },
    });
    if (!next) break;
    entry = next;
  }
  const [item] = await toItems(db, incidentId, [entry]);
  if (!item) throw notFound('timeline entry', entryId);
  return item;
}
