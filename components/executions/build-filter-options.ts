import type { Facet } from '@/lib/executions/explore-schema';

export type FilterOption = { value: string; label: string };
export type CountedOption = FilterOption & {
  /** '120', or '120+' where there may be more; null where nobody knows. */
  count: string | null;
};

/** Options drawn at once; with thousands of agents the others are found by typing. */
const drawnAtMost = 60;

/**
 * What a filter offers: what is chosen first, then the most frequent, then the rest; narrowed by what was typed. A value
 * from the address stays although nothing has it.
 */
export function buildFilterOptions(input: {
  known: readonly FilterOption[];
  facet: Facet | undefined;
  selected: readonly string[];
  typed: string;
}): { options: CountedOption[]; hiddenCount: number } {
  const { known, facet, selected, typed } = input;
  const labels = new Map<string, string>(selected.map((value) => [value, value]));
  for (const { value, name } of facet?.values ?? []) labels.set(value, name ?? value);
  for (const { value, label } of known) labels.set(value, label);
  const counts = new Map((facet?.values ?? []).map(({ value, count }) => [value, count]));
  const lowered = typed.trim().toLowerCase();
  const rank = (value: string) =>
    selected.includes(value) ? Number.POSITIVE_INFINITY : (counts.get(value) ?? 0);
  const matching = [...labels]
    .map(([value, label]) => ({
      value,
      label,
      count: countText(facet, counts.get(value), selected.includes(value)),
    }))
    .filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(lowered))
    .sort((a, b) => compare(rank(b.value), rank(a.value)) || a.label.localeCompare(b.label, 'en'));
  return {
    options: matching.slice(0, drawnAtMost),
    hiddenCount: Math.max(0, matching.length - drawnAtMost),
  };
}

/** Two chosen values stand at infinity both. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

/** The counts leave rare values out, but never a chosen one. */
function countText(facet: Facet | undefined, count: number | undefined, isChosen: boolean): string | null {
  if (!facet?.isCounted) return null;
  if (count === undefined) return facet.isCapped || (facet.isCut && !isChosen) ? null : '0';
  return `${count.toLocaleString('en-GB')}${facet.isCapped ? '+' : ''}`;
}
