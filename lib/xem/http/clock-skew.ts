/**
 * How far the router's clock is ahead of ours, as the bounds that its answers leave. The Date header has
 * whole seconds only; each answer narrows the bounds, so that a few of them tell it to a fraction of one.
 */
export type ClockSkew = { lowMs: number; highMs: number };

/** Undefined for an answer that says nothing about the router's clock. */
export function skewIn(headers: Headers, sentAt: Date, receivedAt: Date): ClockSkew | undefined {
  // Out of a cache: then it is the time at which it was put there.
  if (headers.has('Age')) return undefined;
  const date = Date.parse(headers.get('Date') ?? '');
  if (Number.isNaN(date) || receivedAt.getTime() < sentAt.getTime()) return undefined;
  return { lowMs: date - receivedAt.getTime(), highMs: date + 1_000 - sentAt.getTime() };
}

/** Bounds that exclude one another mean that a clock was set: what was known is void. */
export function narrowSkew(known: ClockSkew | undefined, seen: ClockSkew): ClockSkew {
  if (known === undefined) return seen;
  const lowMs = Math.max(known.lowMs, seen.lowMs);
  const highMs = Math.min(known.highMs, seen.highMs);
  return lowMs <= highMs ? { lowMs, highMs } : seen;
}

export function midOf({ lowMs, highMs }: ClockSkew): number {
  return Math.round((lowMs + highMs) / 2);
}
