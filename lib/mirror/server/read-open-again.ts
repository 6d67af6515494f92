import 'server-only';
import { fetchAhead } from '@/lib/mirror/server/fetch-page';
import type { OpenRow } from '@/lib/mirror/server/list-source';
import { type Sweep, storeSweptPage } from '@/lib/mirror/server/store-swept-page';

const withinMs = 5 * 60_000;
const mostPages = 3;

/** So few are asked for by their ids, as older ones are. */
const fewOpen = 5;

/**
 * Reads on below what is new, as long as many rows stand there that were open a moment ago. In a busy fleet they reach far
 * down: the pages are few, so that they never cost the time that what is missing needs.
 */
export async function readOpenAgain<Item>(sweep: Sweep<Item>, open: OpenRow[]): Promise<void> {
  const { context, source } = sweep;
  const since = context.clock.now().getTime() - withinMs;
  for (let count = 0; count < mostPages && sweep.below !== null; count += 1) {
    const unseen = open.filter(({ id, begunAt }) => begunAt.getTime() >= since && !sweep.seen.has(id));
    if (unseen.length <= fewOpen) return;
    const page = await fetchAhead(context, source, { limit: sweep.pageSize, after: sweep.below })();
    await storeSweptPage(sweep, page, () => sweep.cursor);
  }
}
