import type { Change } from '@/lib/live/change';

/** The query key prefixes that a change makes stale. Data of an incident hangs below `['incidents', 'INC-7']`. */
export function queryKeysOf({ incident, changed }: Change): string[][] {
  if (incident === null) return [[changed]];
  const below = ['incidents', `INC-${incident}`];
  // The bar and the lists show parts of the detail.
  return changed === 'detail'
    ? [
        [...below, 'detail'],
        ['incidents', 'list'],
      ]
    : [[...below, changed]];
}
