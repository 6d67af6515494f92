import type { Receipt } from '@/lib/containment/containment';

/** The receipt of a stop that XEM has just been asked for. */
export function buildReceipt(changes: Partial<Receipt> = {}): Receipt {
  return {
    askedAt: '2026-11-22T14:08:20.000Z',
    firstAcceptedAt: null,
    allAcceptedAt: null,
    allObservedAt: null,
    drainedAt: null,
    lastEndedAt: null,
    inFlightAtStopCount: 0,
    startedAfterCount: 0,
    landedAfterCount: 0,
    isCutShort: false,
    containedAfterMs: null,
    ...changes,
  };
}
