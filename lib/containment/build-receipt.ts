import type { Receipt } from '@/lib/containment/containment';

export type ReceiptTarget = {
  addedAt: Date;
  acceptedAt: Date | null;
  observedAt: Date | null;
  drainedAt: Date | null;
  lastEndedAt: Date | null;
  lastEffectAt: Date | null;
  inFlightCount: number;
  endSeenCount: number;
  releasedAt: Date | null;
  /** It was handed over rather than released: its stop goes on in a hold of another incident. */
  isHandedOver: boolean;
  /** XEM no longer has the agent. */
  isGone: boolean;
};

/** The calls of a held place that name no agent, as far as they were in flight at the stop. */
export type UntakenReceipt = Pick<
  ReceiptTarget,
  | 'drainedAt'
  | 'lastEndedAt'
  | 'lastEffectAt'
  | 'inFlightCount'
  | 'endSeenCount'
  | 'releasedAt'
  | 'isHandedOver'
>;

export type LateCalls = {
  startedAfterCount: number;
  landedAfterCount: number;
  /** When the last of them may have changed something. */
  lastEffectAt?: Date | null;
};

/** What one stop took. It closes at the last side effect, not at the click. `untaken` is null where there was no such call. */
export function buildReceipt(
  placedAt: Date,
  targets: ReceiptTarget[],
  late: LateCalls,
  untaken: UntakenReceipt | null = null,
): Receipt {
  const { lastEffectAt = null, ...counts } = late;
  // Agents that joined the scope later are held as well, but they don't undo that the stop was complete.
  const first = targets.filter(
    (target) => target.addedAt.getTime() === placedAt.getTime() && !wasNeverStopped(target),
  );
  // Where nobody was stopped, the stop was not about what runs there either.
  const parts =
    untaken === null || first.length === 0 ? first : [...first, { ...untaken, acceptedAt: placedAt }];
  const drainedAt = latest(parts.map((part) => part.drainedAt));
  const ends = parts.flatMap(({ lastEndedAt }) => lastEndedAt ?? []);
  const lastEndedAt = ends.length > 0 ? latest(ends) : null;
  const accepted = first.flatMap(({ acceptedAt }) => acceptedAt ?? []);
  const allAcceptedAt = latest(first.map(({ acceptedAt }) => acceptedAt));
  const stopped = latest(parts.map(stoppedAtOf));
  // A call that came through all the same puts it off.
  const containedAt = stopped && latest([stopped, lastEffectAt ?? stopped]);
  return {
    askedAt: placedAt.toISOString(),
    firstAcceptedAt: iso(accepted.length > 0 ? earliest(accepted) : null),
    allAcceptedAt: iso(allAcceptedAt),
    allObservedAt: iso(latest(first.map(({ observedAt }) => observedAt))),
    drainedAt: iso(drainedAt),
    lastEndedAt: iso(lastEndedAt),
    inFlightAtStopCount: parts.reduce((total, { inFlightCount }) => total + inFlightCount, 0),
    ...counts,
    isCutShort: parts.some(wasReleasedEarly),
    containedAfterMs: containedAt && Math.max(0, containedAt.getTime() - placedAt.getTime()),
  };
}

/** It was given up before XEM accepted, or its agent was deleted by then: the stop was not about it. */
export function wasNeverStopped({
  acceptedAt,
  releasedAt,
  isHandedOver,
  isGone,
}: Pick<ReceiptTarget, 'acceptedAt' | 'releasedAt' | 'isHandedOver' | 'isGone'>): boolean {
  return acceptedAt === null && (isGone || (releasedAt !== null && !isHandedOver));
}

/** From then on nobody could tell its last call from one that the release let start. */
function wasReleasedEarly({ drainedAt, releasedAt, isHandedOver }: UntakenReceipt): boolean {
  return drainedAt === null && releasedAt !== null && !isHandedOver;
}

/**
 * When a target had its last effect: the end of the last call that may have had one, and not before XEM accepted, since
 * until then another could have started. Of calls that left no trace of their end nobody knows more than when they were
 * seen to be over.
 */
function stoppedAtOf(part: UntakenReceipt & { acceptedAt: Date | null }): Date | null {
  const { acceptedAt, drainedAt, lastEffectAt, inFlightCount, endSeenCount } = part;
  if (drainedAt === null) return null;
  const isEndUnseen = endSeenCount < inFlightCount;
  return latest([acceptedAt, (isEndUnseen ? drainedAt : lastEffectAt) ?? acceptedAt]);
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
