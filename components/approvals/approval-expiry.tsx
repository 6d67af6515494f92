'use client';

import { Countdown } from '@/components/ui/clocks';
import { useTicking } from '@/components/ui/ticker';
import type { ApprovalItem } from '@/lib/approvals/endpoints';

type Expiry = Pick<ApprovalItem, 'expiresAt' | 'isExpiryEstimated'>;

/** How long it still waits; an end that the default policy stands in for is marked. */
export function ApprovalExpiry({ approval: { expiresAt, isExpiryEstimated } }: { approval: Expiry }) {
  if (expiresAt === null) return <span className="text-ink-3 text-small">expiry unknown</span>;
  return (
    <Countdown
      until={expiresAt}
      label={isExpiryEstimated ? 'expires, by the default policy' : 'expires'}
      overText={isExpiryEstimated ? 'over' : 'expired'}
      isEstimate={isExpiryEstimated}
    />
  );
}

/** Appears when the time runs out before the eyes of who decides. */
export function ExpiredNote({ approval: { expiresAt, isExpiryEstimated } }: { approval: Expiry }) {
  const isPast = useTicking((nowMs) => expiresAt !== null && nowMs >= Date.parse(expiresAt));
  if (!isPast) return null;
  return (
    <p role="status" className="text-draining">
      {isExpiryEstimated
        ? 'By the default policy its time is over. XEM may have passed it on, or may refuse.'
        : 'Its time is over. XEM may have passed it on to somebody else, or may refuse.'}
    </p>
  );
}
