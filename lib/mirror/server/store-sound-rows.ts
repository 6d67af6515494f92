import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { sqlStateOf } from '@/lib/db/sql-state';
import type { ListSource, PollContext } from '@/lib/mirror/server/list-source';
import type { WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';

type Rows<Item> = {
  source: Pick<ListSource<Item>, 'name' | 'idOf' | 'store'>;
  items: Item[];
  how: { observedAt: Date; workspaceIdOf: WorkspaceResolver };
};

/**
 * A transaction that stores rows when it calls `store`. Where PostgreSQL refuses one of them for what it holds, each is
 * stored in a transaction of its own, only those that are refused are left out and named in the log, and then the rest of
 * the transaction is done.
 */
export async function storeSoundRows<Item, Result>(
  { db, logger }: Pick<PollContext, 'db' | 'logger'>,
  { source, items, how }: Rows<Item>,
  transact: (tx: Transaction, store: () => Promise<number>) => Promise<Result>,
): Promise<Result> {
  try {
    return await db.$transaction((tx) => transact(tx, () => source.store(tx, items, how)));
  } catch (error) {
    if (!isRefusedData(error)) throw error;
  }
  let written = 0;
  for (const item of items) {
    try {
      written += await db.$transaction((tx) => source.store(tx, [item], how));
    } catch (error) {
      if (!isRefusedData(error)) throw error;
      const id = source.idOf(item);
      if (isToldFirst(source.name, id))
        logger.error({ err: error, source: source.name, id }, 'what XEM has under this id cannot be stored');
    }
  }
  return db.$transaction((tx) => transact(tx, async () => written));
}

/** SQLSTATE classes: 22 is a value that is none, 23 one that a constraint refuses, 54 one that is too large or too deep. */
const refusedState = /^(22|23|54)/;

/** A record that is nested too deep to be written as JSON is refused before PostgreSQL sees it. */
const isRefusedData = (error: unknown): boolean =>
  error instanceof RangeError || refusedState.test(sqlStateOf(error) ?? '');

const mostTold = 1_000;
const told = new Set<string>();

/** A page is read again every few seconds, and what is wrong with it stays so. */
function isToldFirst(source: string, id: string): boolean {
  const key = `${source} ${id}`;
  if (told.has(key)) return false;
  if (told.size >= mostTold) told.clear();
  told.add(key);
  return true;
}
