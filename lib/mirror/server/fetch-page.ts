import 'server-only';
import { isAppError } from '@/lib/errors';
import type { ListSource, PollContext } from '@/lib/mirror/server/list-source';
import type { PageRequest } from '@/lib/xem/xem';

/** A page as it came, with what the cursor wants to know of it. */
export type FetchedPage<Item> = {
  items: Item[];
  begunAt: Date[];
  rowCount: number;
  readAt: Date;
  nextAfter: string | null;
};

/** Asks for a page now, and gives it, or throws what went wrong, when it is wanted. */
export function fetchAhead<Item>(
  { clock }: Pick<PollContext, 'clock'>,
  source: Pick<ListSource<Item>, 'list' | 'begunAt'>,
  request: PageRequest,
): () => Promise<FetchedPage<Item>> {
  const readAt = clock.now();
  // Held as a value, so that a page nobody comes to want cannot end the process.
  const settled = Promise.allSettled([source.list(request)]);
  return async () => {
    const [outcome] = await settled;
    if (outcome.status === 'rejected') throw outcome.reason;
    const { items, nextAfter } = outcome.value;
    const begunAt = items.flatMap((item) => source.begunAt(item) ?? []);
    return { items, begunAt, rowCount: items.length, readAt, nextAfter };
  };
}

/** Whether XEM refused the place to go on from, rather than the reading. */
export function isRefusedCursor(error: unknown): boolean {
  if (!isAppError(error)) return false;
  return [400, 404, 410, 422].some((status) => error.details.httpStatus === status);
}
