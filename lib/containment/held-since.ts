type Held = { addedAt: Date; releasedAt: Date | null };

/**
 * Since when a scope has been held without a gap up to `now`, by whatever holds: one that hands over to the next leaves
 * none. Null for one that nothing holds then. A hold that ends with this very instant counts as still there.
 */
export function heldSince(holds: Held[], now: Date): Date | null {
  const byEnd = holds.toSorted((one, other) => endOf(other) - endOf(one));
  let since: number | null = null;
  for (const { addedAt, releasedAt } of byEnd) {
    if (endOf({ releasedAt }) < (since ?? now.getTime())) break;
    since = Math.min(since ?? Number.POSITIVE_INFINITY, addedAt.getTime());
  }
  return since === null ? null : new Date(since);
}

const endOf = ({ releasedAt }: Pick<Held, 'releasedAt'>): number =>
  releasedAt?.getTime() ?? Number.POSITIVE_INFINITY;
