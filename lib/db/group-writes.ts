import 'server-only';

/** More in one transaction would keep others waiting for its locks. */
const mostAtOnce = 200;

type Waiting<Item, Result> = { item: Item } & Pick<PromiseWithResolvers<Result>, 'resolve' | 'reject'>;

/**
 * Writes what comes while a write is under way together with what else came meanwhile: under load one transaction for
 * many, at rest one for each. `write` answers in the order of its items. Where a write of several fails, each is written
 * alone, so that one that can't be written fails nobody else.
 */
export function groupWrites<Item, Result>(
  write: (items: Item[]) => Promise<Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isWriting = false;

  async function writeWaiting(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      const isWritten = await settle(batch);
      if (isWritten || batch.length === 1) continue;
      for (const one of batch) await settle([one]);
    }
    isWriting = false;
  }

  async function settle(batch: Waiting<Item, Result>[]): Promise<boolean> {
    try {
      const results = await write(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      return true;
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      return false;
    }
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.push({ item, resolve, reject });
    if (!isWriting) void writeWaiting();
    return promise;
  };
}
