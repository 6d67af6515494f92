import { createdWebhookKind, type Kind } from '@/lib/xem/kinds';
import { readRow } from '@/lib/xem/read-row';
import type { CreatedWebhook } from '@/lib/xem/webhook-subscription';
import type { Contract } from '@/lib/xem/wire/contract';
import { readList, unwrapRecord, type WireList } from '@/lib/xem/wire/envelope';
import { firstPresent, isObject } from '@/lib/xem/wire/fields';
import { isRepeated, nextAfter } from '@/lib/xem/wire/paging';
import type { Page, PageRequest } from '@/lib/xem/xem';

/** From a parsed body to our shapes, the same for every transport. A string says why it can't be read. */

export function limitOf(contract: Contract, page: PageRequest): number {
  return Math.min(Math.max(1, page.limit ?? contract.page.maxLimit), contract.page.maxLimit);
}

export function readPage<Wire, Item>(
  contract: Contract,
  kind: Kind<Wire, Item>,
  body: unknown,
  asked: PageRequest,
): Page<Item> | string {
  const list = readList(contract, kind.record, body);
  if (list === null) return 'no list';
  const readable = list.rows.flatMap((row) => {
    const parsed = readRow(contract, kind, row);
    return parsed.success ? [parsed.data] : [];
  });
  const ids = readable.map((row) => kind.idOf(row));
  // One odd row must not hide the others, but a list in which nothing can be read is no list.
  if (list.rows.length > 0 && readable.length === 0 && !isTail(list, contract, asked))
    return 'no readable row';
  const next = nextAfter(contract, list, ids, asked.after);
  return {
    items: isRepeated(ids, asked.after) ? [] : readable.map((row) => kind.translate(row, contract)),
    nextAfter: next,
    isCutOff: list.hasMore === true && next === null,
    unreadableCount: list.rows.length - readable.length,
  };
}

/** The rows behind the last readable one, of a router that doesn't say where its list ends. */
function isTail({ rows, hasMore, cursor }: WireList, contract: Contract, asked: PageRequest): boolean {
  const isEndOpen = hasMore === null && cursor === null;
  return asked.after !== undefined && isEndOpen && rows.length < limitOf(contract, asked);
}

export function readItem<Wire, Item>(
  contract: Contract,
  kind: Kind<Wire, Item>,
  body: unknown,
): { item: Item } | string {
  const parsed = readRow(contract, kind, unwrapRecord(kind.record, body));
  if (parsed.success) return { item: kind.translate(parsed.data, contract) };
  const [issue] = parsed.error.issues;
  return `no ${kind.record}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'unreadable'}`;
}

/** The secret may stand in the subscription or beside it. */
export function readCreatedWebhook(
  contract: Contract,
  body: unknown,
): { item: Omit<CreatedWebhook, 'receipt'> } | string {
  const found = readItem(contract, createdWebhookKind, body);
  if (typeof found === 'string' || found.item.secret !== null || !isObject(body)) return found;
  const [, ...names] = contract.fields.webhook.secret;
  const beside = firstPresent(body, names);
  return { item: { ...found.item, secret: typeof beside === 'string' ? beside : null } };
}
