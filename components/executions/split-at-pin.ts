/** What stands above the pinned row arrived after somebody began to read, and waits. A pin that is gone holds nothing back. */
export function splitAtPin<Item extends { executionId: string }>(
  newestFirst: Item[],
  pinnedId: string | null,
): { shown: Item[]; waitingCount: number } {
  const index = newestFirst.findIndex(({ executionId }) => executionId === pinnedId);
  const waitingCount = Math.max(index, 0);
  return { shown: waitingCount === 0 ? newestFirst : newestFirst.slice(waitingCount), waitingCount };
}
