/** A month of executions, by its first day in UTC: `2026-11-01`. */
export type Month = string;

const dayMs = 86_400_000;

export const monthOf = (at: Date): Month => `${at.toISOString().slice(0, 7)}-01`;

export function nextMonth(month: Month): Month {
  const first = new Date(month);
  return monthOf(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1)));
}

/** What happened before goes, unless an incident needs it. */
export const keptSince = (now: Date, retentionDays: number): Date =>
  new Date(now.getTime() - retentionDays * dayMs);

/**
 * The months that rows of these times want a partition for. A time that no router should give, long past or far ahead,
 * gets none: it stays in the default partition.
 */
export function monthsOf(
  instants: Date[],
  { now, retentionDays }: { now: Date; retentionDays: number },
): Month[] {
  const first = monthOf(keptSince(now, retentionDays));
  const last = nextMonth(monthOf(now));
  const months = new Set(instants.map(monthOf));
  return [...months].filter((month) => month >= first && month <= last).toSorted();
}
