/** Repeatable chance. The state is a plain number, so that a saved world goes on where it stopped. */
export type Random = {
  state: number;
};

export function randomFrom(seed: string): Random {
  let hash = 2166136261;
  for (const character of seed) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return { state: hash >>> 0 };
}

/** From 0 up to, not including, 1 (mulberry32). */
export function next(random: Random): number {
  random.state = (random.state + 0x6d2b79f5) >>> 0;
  let mixed = random.state;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

export function between(random: Random, low: number, high: number): number {
  return Math.floor(low + next(random) * (high - low + 1));
}

export function chance(random: Random, probability: number): boolean {
  return next(random) < probability;
}

export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[between(random, 0, items.length - 1)] ?? items[0];
}

export function hex(random: Random, length: number): string {
  return Array.from({ length }, () => between(random, 0, 15).toString(16)).join('');
}

export function uuid(random: Random): string {
  const [a, b, c, d, e] = [8, 4, 3, 3, 12].map((length) => hex(random, length));
  return `${a}-${b}-4${c}-${pick(random, ['8', '9', 'a', 'b'])}${d}-${e}`;
}
