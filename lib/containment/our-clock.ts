/**
 * When something happened by our clock that XEM has stamped by its own, which is `clockSkewMs` ahead; as stamped where
 * nobody knows. What XEM stamps is compared with what we do only after this, or by a bound widened with the other one.
 */
export function byOurClock(stampedAt: Date, clockSkewMs: number | null): Date {
  return new Date(stampedAt.getTime() - (clockSkewMs ?? 0));
}

/** What the clock of XEM showed at an instant of ours. */
export function byClockOfXem(instant: Date, clockSkewMs: number | null): Date {
  return new Date(instant.getTime() + (clockSkewMs ?? 0));
}
