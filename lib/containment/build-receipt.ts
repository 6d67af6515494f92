import type { Receipt } from '@/lib/containment/containment';

export type ReceiptTarget = {
  addedAt: Date;
  acceptedAt: Date | null;
  observedAt: Date | null;
  drainedAt: Date | null;
  lastEndedAt: Date | null;
  inFlightCount: number;
};

type LateCounts = { startedAfterCount: number; landedAfterCount: number };

/** What one stop took. It closes at the last side effect, not at the click. */
export function buildReceipt(placedAt: Date, targets: ReceiptTarget[], late: LateCounts): Receipt {
  // Agents that joined the scope later are held as well, but they don't undo that the stop was complete.
  const first = targets.filter(({ addedAt }) => addedAt.getTime() === placedAt.getTime());
  const drainedAt = latest(first.map((target) => target.drainedAt));
  const ends = first.flatMap(({ lastEndedAt }) => lastEndedAt ?? []);
  const lastEndedAt = ends.length > 0 ? latest(ends) : null;
  const accepted = first.flatMap(({ acceptedAt }) => acceptedAt ?? []);
  const allAcceptedAt = latest(first.map(({ acceptedAt }) => acceptedAt));
  // Not before XEM accepted: until then another call could have started.
  const containedAt = drainedAt && latest([allAcceptedAt, lastEndedAt ?? allAcceptedAt]);
  return {
    askedAt: placedAt.toISOString(),
    firstAcceptedAt: iso(accepted.length > 0 ? earliest(accepted) : null),
    allAcceptedAt: iso(allAcceptedAt),
    allObservedAt: iso(latest(first.map(({ observedAt }) => observedAt))),
    drainedAt: iso(drainedAt),
    lastEndedAt: iso(lastEndedAt),
    inFlightAtStopCount: first.reduce((total, { inFlightCount }) => total + inFlightCount, 0),
    ...late,
    containedAfterMs: containedAt && Math.max(0, containedAt.getTime() - placedAt.getTime()),
  };
}

/** Null as long as one of them is. */
function latest(times: (Date | null)[]): Date | null {
  const known = times.flatMap((time) => time ?? []);
  if (known.length < times.length || known.length === 0) return null;
  return new Date(Math.max(...known.map(Number)));
}

function earliest(times: Date[]): Date {
  return new Date(Math.min(...times.map(Number)));
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
