import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { leastRisks } from '@/lib/timeline/least-risk';
import type { TimelineFilter } from '@/lib/timeline/queries';
import { entrySources } from '@/lib/timeline/timeline-entry';

/** The filters as they stand in the address. */
export const timelineSearch = {
  view: parseAsStringLiteral(['log', 'story'] as const).withDefault('log'),
  source: parseAsArrayOf(parseAsStringLiteral(entrySources)).withDefault([]),
  risk: parseAsStringLiteral(leastRisks),
  q: parseAsString.withDefault(''),
};

export const loadTimelineSearch = createLoader(timelineSearch);
export type TimelineSearch = Awaited<ReturnType<typeof loadTimelineSearch>>;

export function filterOf(
  { source, risk, q }: TimelineSearch,
  order: TimelineFilter['order'],
): TimelineFilter {
  const text = q.trim().slice(0, 200);
  return {
    order,
    ...(source.length > 0 && { source }),
    ...(risk && { leastRisk: risk }),
    ...(text && { text }),
  };
}
