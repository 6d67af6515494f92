import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { StoryPin, TimelineEntry } from '@/lib/db/generated/client';
import { correctionDataSchema } from '@/lib/timeline/correction-data';
import { entryKindSchema } from '@/lib/timeline/timeline-entry-schema';
import type { TimelineItem } from '@/lib/timeline/timeline-item';
import { trimData } from '@/lib/timeline/trim-data';

/** Folds each entry that is the newest version of something with the versions before it and its place in the story. */
export async function toItems(
  db: Transaction,
  incidentId: string,
  newest: TimelineEntry[],
): Promise<TimelineItem[]> {
  const rootIds = newest.flatMap((entry) => rootIdOf(entry));
  // One after the other: inside a transaction there is one connection.
  const roots =
    rootIds.length === 0
      ? []
      : await db.timelineEntry.findMany({ where: { incidentId, id: { in: rootIds } } });
  const corrections =
    rootIds.length === 0
      ? []
      : await db.timelineEntry.findMany({
          where: { incidentId, kind: 'entry_corrected' },
          orderBy: { sequence: 'asc' },
        });
  const pins = await db.storyPin.findMany({
    where: { incidentId, entryId: { in: [...rootIds, ...newest.map(({ id }) => id)] } },
  });
  const pinOf = new Map(pins.map((pin) => [pin.entryId, pin]));
  return newest.map((entry) => {
    const root = roots.find(({ id }) => id === rootIdOf(entry)[0]);
    if (!root) return toItem(entry, [entry], pinOf.get(entry.id));
    const later = corrections.filter(
      (correction) => rootIdOf(correction)[0] === root.id && correction.sequence <= entry.sequence,
    );
    return toItem(root, [root, ...later], pinOf.get(root.id));
  });
}

function rootIdOf(entry: TimelineEntry): string[] {
  return entry.kind === 'entry_corrected' ? [correctionDataSchema.parse(entry.data).rootEntryId] : [];
}

/** What it is stays that of the root; wording and time are those of the last version. */
function toItem(root: TimelineEntry, versions: TimelineEntry[], pin: StoryPin | undefined): TimelineItem {
  const newest = versions.at(-1) ?? root;
  const isCorrected = versions.length > 1;
  return {
    entryId: root.id,
    versionId: newest.id,
    sequence: newest.sequence,
    kind: entryKindSchema.parse(root.kind),
    source: root.source,
    sourceId: root.sourceId,
    happenedAt: newest.happenedAt.toISOString(),
    recordedAt: root.recordedAt.toISOString(),
    actorId: root.actorId,
    actorName: root.actorName,
    text: newest.text,
    data: trimData(Object(root.data)),
    xemRequestId: root.xemRequestId,
    supersedesId: newest.supersedesId,
    correction: isCorrected
      ? {
          reason: correctionDataSchema.parse(newest.data).reason,
          authorName: newest.actorName,
          recordedAt: newest.recordedAt.toISOString(),
        }
      : null,
    earlier: versions.slice(0, -1).map((version) => ({
      text: version.text,
      happenedAt: version.happenedAt.toISOString(),
      recordedAt: version.recordedAt.toISOString(),
      authorName: version.actorName,
    })),
    pin: pin
      ? { caption: pin.caption, pinnedByName: pin.pinnedByName, pinnedAt: pin.pinnedAt.toISOString() }
      : null,
  };
}
