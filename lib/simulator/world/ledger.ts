/** Records that are found by id, and by how many are newer. */
export type Shelf<Item> = {
  readonly size: number;
  get(id: string): Item | undefined;
  /** 0 is the newest. */
  newest(rank: number): Item | undefined;
  rankOf(id: string): number | undefined;
};

export const emptyShelf: Shelf<never> = {
  size: 0,
  get: () => undefined,
  newest: () => undefined,
  rankOf: () => undefined,
};

/**
 * Records in the order of their making, with those of an older shelf behind them. Read newest first from any
 * place without a look at the others: a list of many thousands is paged as fast as a short one.
 */
export class Ledger<Item extends { id: string }> implements Shelf<Item> {
  private readonly byId = new Map<string, Item>();
  /** Oldest first. Places are numbered for ever; `firstPlace` is that of `order[0]`. */
  private readonly order: string[] = [];
  private readonly places = new Map<string, number>();
  private firstPlace = 0;
  readonly behind: Shelf<Item>;

  constructor(items: Iterable<Item> = [], behind: Shelf<Item> = emptyShelf) {
    this.behind = behind;
    for (const item of items) this.add(item);
  }

  /** Without the shelf behind. */
  get ownSize(): number {
    return this.byId.size;
  }

  get size(): number {
    return this.ownSize + this.behind.size;
  }

  get(id: string): Item | undefined {
    return this.byId.get(id) ?? this.behind.get(id);
  }

  add(item: Item): void {
    this.byId.set(item.id, item);
    this.places.set(item.id, this.firstPlace + this.order.push(item.id) - 1);
  }

  delete(id: string): void {
    const place = this.places.get(id);
    if (place === undefined) return;
    this.byId.delete(id);
    this.places.delete(id);
    // Those before it move up. They are few: only what is nearly the oldest is ever forgotten.
    for (let index = place - this.firstPlace; index > 0; index -= 1) {
      const moved = this.order[index - 1] ?? '';
      this.order[index] = moved;
      this.places.set(moved, this.firstPlace + index);
    }
    this.order.shift();
    this.firstPlace += 1;
  }

  /** Oldest first, without the shelf behind. */
  values(): Iterable<Item> {
    return this.byId.values();
  }

  newest(rank: number): Item | undefined {
    if (rank >= this.ownSize) return this.behind.newest(rank - this.ownSize);
    return this.byId.get(this.order[this.ownSize - 1 - rank] ?? '');
  }

  rankOf(id: string): number | undefined {
    const place = this.places.get(id);
    if (place !== undefined) return this.ownSize - 1 - (place - this.firstPlace);
    const rank = this.behind.rankOf(id);
    return rank === undefined ? undefined : this.ownSize + rank;
  }
}
