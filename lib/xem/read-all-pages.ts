import type { Page, PageRequest } from '@/lib/xem/xem';

/** Guards against a router that never ends a list. */
const mostPages = 100;

/** A list that is short by nature, whole. `isComplete` is false where rows could not be read, or the list
 * had no end, or one that could not be reached. */
export async function readAllPages<Item>(
  list: (page: PageRequest) => Promise<Page<Item>>,
): Promise<{ items: Item[]; isComplete: boolean }> {
  const items: Item[] = [];
  let unreadable = 0;
  let after: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    const page: Page<Item> = await list({ limit: 100, ...(after !== null && { after }) });
    items.push(...page.items);
    unreadable += page.unreadableCount ?? 0;
    after = page.nextAfter;
    if (after === null) return { items, isComplete: unreadable === 0 && page.isCutOff !== true };
  }
  return { items, isComplete: false };
}
