/** How often a running call is looked at at best, in ms, while somebody watches. */
export const watchEveryMs = 2_000;
const slowestMs = 60_000;
const afterFailureMs = 10_000;
/** XEM sends all of the output each time: what takes long to read is read that much more rarely. */
const restShare = 5;

/** How long to wait before the output is read again, in ms; `tookMs` is how long it took last, null when it failed. */
export function watchPace(tookMs: number | null): number {
  if (tookMs === null) return afterFailureMs;
  return Math.min(slowestMs, Math.max(watchEveryMs, Math.round((restShare * tookMs) / 1_000) * 1_000));
}
