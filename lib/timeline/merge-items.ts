import type { TimelineItem } from '@/lib/timeline/timeline-item';

/** Puts entries together, in any order; of two versions of one entry the newer stays. */
export function mergeItems(...lists: TimelineItem[][]): TimelineItem[] {
  const newest = new Map<string, TimelineItem>();
  for (const item of lists.flat()) {
    const known = newest.get(item.entryId);
    if (!known || known.sequence <= item.sequence) newest.set(item.entryId, item);
  }
  return [...newest.values()];
}
