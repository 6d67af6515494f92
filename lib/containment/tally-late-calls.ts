import { isInScope, type Work } from '@/lib/containment/agent-scope';
import type { LateCalls } from '@/lib/containment/build-receipt';
import type { LateCall } from '@/lib/containment/containment';
import { byOurClock } from '@/lib/containment/our-clock';

/** One agent scope for as long as a hold meant it, or the place of a hold for what names no agent there. */
export type Claim = Work & { addedAt: Date; releasedAt: Date | null };

/**
 * The late calls of an incident as one of its holds has them: those that it was told of, and those that happened in what
 * it meant at the time. A later stop of the same agents has a receipt of its own.
 */
export function tallyLateCalls(holdId: string, claims: Claim[], late: LateCall[]): LateCalls {
  const theirs = late.filter(
    (call) => call.holdId === holdId || claims.some((claim) => isWithin(claim, call)),
  );
  const countOf = (how: LateCall['how']) => theirs.filter((call) => call.how === how).length;
  return {
    startedAfterCount: countOf('started'),
    landedAfterCount: countOf('landed'),
    lastEffectAt: lastEffectOf(theirs),
  };
}

function isWithin(claim: Claim, call: LateCall): boolean {
  const { addedAt, releasedAt } = claim;
  const happenedAt = timeOf(call);
  return isInScope(claim, call) && addedAt <= happenedAt && (releasedAt === null || happenedAt <= releasedAt);
}

/** One that only reads changes nothing, whenever it ran; one that started may go on changing until it ends. */
function lastEffectOf(late: LateCall[]): Date | null {
  const times = late
    .filter(({ risk }) => risk !== 'read')
    .map(({ landedAt, ...call }) => timeOf({ ...call, happenedAt: landedAt ?? call.happenedAt }));
  return times.length === 0 ? null : new Date(Math.max(...times.map(Number)));
}

const timeOf = ({ happenedAt, clockSkewMs }: Pick<LateCall, 'happenedAt' | 'clockSkewMs'>): Date =>
  byOurClock(new Date(happenedAt), clockSkewMs);
