import { type EntryFacts, readFacts } from '@/lib/timeline/entry-facts';
import { type EntryTone, entryTone } from '@/lib/timeline/entry-tone';
import type { EntryKind } from '@/lib/timeline/timeline-entry';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

/** One thing that happened, drawn as an instant, or as a stretch where its end is a fact of its own. */
export type Moment = {
  key: string;
  entry: TimelineItem;
  /** The entry that ended it, where there is one among those given. */
  end: TimelineItem | null;
  from: string;
  /** Equal to `from` for an instant; null while it goes on. */
  to: string | null;
  facts: EntryFacts;
  tone: EntryTone;
  /** By how much it claims to have happened after it was written: two clocks disagree. In ms, null if they agree. */
  skewMs: number | null;
  /** Written this long after it happened, in ms, where that is worth saying. */
  lateMs: number | null;
};

/** Which kinds begin and end one thing, and what tells that they belong together. */
const pairs: { start: EntryKind; end: EntryKind; idOf: (facts: EntryFacts) => string | null }[] = [
  { start: 'execution_started', end: 'execution_ended', idOf: ({ executionId }) => executionId },
  { start: 'approval_requested', end: 'approval_resolved', idOf: ({ approvalId }) => approvalId },
  { start: 'source_lost', end: 'source_restored', idOf: ({ outageId }) => outageId },
  { start: 'hold_placed', end: 'hold_released', idOf: ({ holdId }) => holdId },
];

/** Ends that are acts of their own, and so keep a row of their own too. */
const keptEnds: ReadonlySet<EntryKind> = new Set(['approval_resolved', 'hold_released']);

const skewToleranceMs = 2_000;
const latenessMs = 60_000;

/** In the order things happened; an end whose start is not among the entries stands by itself. */
export function buildMoments(entries: TimelineItem[]): Moment[] {
  const read = entries.map((entry) => ({ entry, facts: readFacts(entry) }));
  const ends = new Map<string, TimelineItem>();
  const starts = new Set<string>();
  for (const { entry, facts } of read) {
    const endKey = pairKey(entry, facts, 'end');
    const startKey = pairKey(entry, facts, 'start');
    if (endKey !== null) ends.set(endKey, entry);
    if (startKey !== null) starts.add(startKey);
  }
  return read
    .filter(({ entry, facts }) => {
      const key = pairKey(entry, facts, 'end');
      return key === null || keptEnds.has(entry.kind) || !starts.has(key);
    })
    .map(({ entry, facts }) => {
      const key = pairKey(entry, facts, 'start');
      return toMoment(entry, facts, key === null ? undefined : (ends.get(key) ?? null));
    })
    .sort((a, b) => a.from.localeCompare(b.from) || a.entry.sequence - b.entry.sequence);
}

function pairKey(entry: TimelineItem, facts: EntryFacts, side: 'start' | 'end'): string | null {
  const pair = pairs.find((candidate) => candidate[side] === entry.kind);
  const id = pair?.idOf(facts) ?? null;
  // The part of a hold that is still in place goes on.
  if (!pair || id === null || (side === 'end' && facts.isWhole === false)) return null;
  return `${pair.start} ${id}`;
}

/** `end` is undefined for what has no end of its own, null for what goes on. */
function toMoment(entry: TimelineItem, started: EntryFacts, end: TimelineItem | null | undefined): Moment {
  // What is known at the end is known better.
  const facts = end ? { ...started, ...known(readFacts(end)) } : started;
  const writtenAfterMs = Date.parse(entry.recordedAt) - Date.parse(entry.happenedAt);
  return {
    key: entry.entryId,
    entry,
    end: end ?? null,
    from: entry.happenedAt,
    to: end === undefined ? entry.happenedAt : (end?.happenedAt ?? null),
    facts,
    tone: entryTone(entry.kind, facts),
    skewMs: writtenAfterMs < -skewToleranceMs ? -writtenAfterMs : null,
    lateMs: entry.source === 'person' && writtenAfterMs >= latenessMs ? writtenAfterMs : null,
  };
}

function known(facts: EntryFacts): Partial<EntryFacts> {
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([key, value]) => value !== null && !(key === 'approval' && value === 'unknown'),
    ),
  );
}
