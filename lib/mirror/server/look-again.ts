import 'server-only';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { inParallel } from '@/lib/mirror/in-parallel';
import { afterLooks, dueLooks, type Look, type Unanswered } from '@/lib/mirror/looks';
import type { ListSource, OpenRow } from '@/lib/mirror/server/list-source';
import { storeSoundRows } from '@/lib/mirror/server/store-sound-rows';
import type { Sweep } from '@/lib/mirror/server/store-swept-page';

const lookedAtOnce = 30;
const inParallelCount = 6;

/** Each may take its whole deadline, so that after a few nothing more is asked in this reading. */
const mostFailures = 3;

/**
 * Asks by id for open rows that have dropped off the pages. One that cannot be read keeps no other back: it is asked
 * again later. Those that XEM has said often enough not to know are marked as gone; where the source can't do that,
 * `forgotten` names them.
 */
export async function lookAgain<Item>(
  { context, source, workspaceIdOf, seen, cursor }: Sweep<Item>,
  open: OpenRow[],
): Promise<{ forgotten: string[]; unanswered: Unanswered[]; written: number }> {
  const now = context.clock.now();
  const isUnseen = ({ id }: { id: string }) => !seen.has(id);
  const unanswered = cursor.unanswered.filter(isUnseen);
  const due = dueLooks(open.filter(isUnseen), unanswered, now).slice(0, lookedAtOnce);
  if (due.length === 0) return { forgotten: [], unanswered, written: 0 };
  const { found, unknown, failed } = await ask(source, due);
  const isProven = unknown.length > 0 && (found.length > 0 || (await knowsListed(source, seen)));
  const outcome = isProven ? 'unknown' : 'unproven';
  const looks: Look[] = [
    ...found.map(({ id }): Look => ({ id, outcome: 'found' })),
    ...unknown.map((id): Look => ({ id, outcome })),
    ...failed.map(({ id }): Look => ({ id, outcome: 'failed' })),
  ];
  const after = afterLooks(unanswered, looks, now);
  const rows = { source, items: found.map(({ item }) => item), how: { observedAt: now, workspaceIdOf } };
  const written = await storeSoundRows(context, rows, async (tx, store) => {
    const stored = await store();
    const marked = await source.markGone?.(tx, after.forgotten, now);
    const count = stored + (marked?.count ?? 0);
    if (count > 0) await announce(tx, { incident: null, changed: source.changed });
    return count;
  });
  await source.touch(
    found.map(({ id }) => id),
    now,
  );
  const known = new Set(unanswered.map(({ id }) => id));
  for (const { id, error } of failed) {
    if (known.has(id)) continue;
    context.logger.warn({ err: error, source: source.name, id }, 'one that is open cannot be read');
  }
  return { ...after, forgotten: source.markGone ? [] : after.forgotten, written };
}

type Asked<Item> = {
  found: { id: string; item: Item }[];
  unknown: string[];
  failed: { id: string; error: unknown }[];
};

async function ask<Item>(source: ListSource<Item>, ids: string[]): Promise<Asked<Item>> {
  const asked: Asked<Item> = { found: [], unknown: [], failed: [] };
  await inParallel(ids, inParallelCount, async (id) => {
    if (asked.failed.length >= mostFailures) return;
    try {
      const item = await showOrNull(source, id);
      if (item === null) asked.unknown.push(id);
      else asked.found.push({ id, item });
    } catch (error) {
      // Of the router, not of this one.
      if (isAppError(error, 'xem_rate_limited')) throw error;
      asked.failed.push({ id, error });
    }
  });
  return asked;
}

async function showOrNull<Item>(source: ListSource<Item>, id: string): Promise<Item | null> {
  try {
    return await source.show(id);
  } catch (error) {
    if (isAppError(error, 'not_found')) return null;
    throw error;
  }
}

/** A router that can't show any by its id answers the same for all: there a 404 says nothing about one. */
async function knowsListed<Item>(source: ListSource<Item>, listed: Set<string>): Promise<boolean> {
  const [one] = listed;
  if (one === undefined) return true;
  // A failure proves nothing.
  return source.show(one).then(
    () => true,
    () => false,
  );
}
