import 'server-only';
import { isAppError } from '@/lib/errors';
import type { ListSource, PollContext } from '@/lib/mirror/server/list-source';
import type { Page, PageRequest } from '@/lib/xem/xem';

/** A page as it came, with what the cursor wants to know of it. */
export type FetchedPage<Item> = {
  items: Item[];
  begunAt: Date[];
  rowCount: number;
  readAt: Date;
  nextAfter: string | null;
  /** How many rows were few enough for one answer, where those asked for were not. */
  shrunkTo: number | null;
};

/** Asks for a page now, and gives it, or throws what went wrong, when it is wanted. */
export function fetchAhead<Item>(
  { clock }: Pick<PollContext, 'clock'>,
  source: Pick<ListSource<Item>, 'list' | 'begunAt'>,
  request: PageRequest & { limit: number },
): () => Promise<FetchedPage<Item>> {
  const readAt = clock.now();
  // Held as a value, so that a page nobody comes to want cannot end the process.
  const settled = Promise.allSettled([listWithin(source.list, request)]);
  return async () => {
    const [outcome] = await settled;
    if (outcome.status === 'rejected') throw outcome.reason;
    const { items, nextAfter, limit } = outcome.value;
    const shrunkTo = limit < request.limit ? limit : null;
    const begunAt = items.flatMap((item) => source.begunAt(item) ?? []);
    return { items, begunAt, rowCount: items.length, readAt, nextAfter, shrunkTo };
  };
}

/** A page of few rows may be larger than an answer may be, when each carries a long output: then half as many will do. */
async function listWithin<Item>(
  list: (request: PageRequest) => Promise<Page<Item>>,
  request: PageRequest & { limit: number },
): Promise<Page<Item> & { limit: number }> {
  try {
    return { ...(await list(request)), limit: request.limit };
  } catch (error) {
    if (!isTooLarge(error) || request.limit <= 1) throw error;
    return listWithin(list, { ...request, limit: Math.floor(request.limit / 2) });
  }
}

const isTooLarge = (error: unknown): boolean => isAppError(error) && error.details.limitBytes !== undefined;

/** Whether XEM refused the place to go on from, rather than the reading. */
export function isRefusedCursor(error: unknown): boolean {
  if (!isAppError(error)) return false;
  return [400, 404, 410, 422].some((status) => error.details.httpStatus === status);
}
