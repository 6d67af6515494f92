import { Chip } from '@/components/ui/chip';

/** The agent of this call is held, so approving it is locked. */
export function LockChip({ lockedBy }: { lockedBy: string[] }) {
  if (lockedBy.length === 0) return null;
  return (
    <span title="Its agent is held. Approving it takes a commander and a reason of its own; rejecting it stays open to everyone who decides.">
      <Chip tone="held" glyph="lock">
        locked by {lockedBy.join(', ')}
      </Chip>
    </span>
  );
}
