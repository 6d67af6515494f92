import type { TimelineItem } from '@/lib/timeline/timeline-item';

let lastSequence = 0;

/** An entry of a log as the API gives it: a note of 14:00, unless told otherwise. */
export function timelineItem(overrides: Partial<TimelineItem> = {}): TimelineItem {
  lastSequence += 1;
  const entryId = overrides.entryId ?? crypto.randomUUID();
  const happenedAt = overrides.happenedAt ?? '2026-11-22T14:00:00.000Z';
  return {
    entryId,
    versionId: entryId,
    sequence: lastSequence,
    kind: 'note_added',
    source: 'person',
    sourceId: null,
    recordedAt: happenedAt,
    actorId: 'u1',
    actorName: 'J. Okafor',
    text: 'A note',
    data: {},
    xemRequestId: null,
    supersedesId: null,
    correction: null,
    earlier: [],
    pin: null,
    ...overrides,
    happenedAt,
  };
}
