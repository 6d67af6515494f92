import { Chip } from '@/components/ui/chip';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import type { ApprovalStatus } from '@/lib/approvals/approval';

type Look = { tone: Tone; glyph: Glyph; word: string };

const looks: Record<ApprovalStatus, Look> = {
  pending: { tone: 'draining', glyph: 'clock', word: 'waiting' },
  escalated: { tone: 'danger', glyph: 'up', word: 'escalated' },
  approved: { tone: 'ok', glyph: 'check', word: 'approved' },
  rejected: { tone: 'neutral', glyph: 'cross', word: 'rejected' },
  timed_out: { tone: 'neutral', glyph: 'clock', word: 'timed out' },
  expired: { tone: 'neutral', glyph: 'clock', word: 'expired' },
  cancelled: { tone: 'neutral', glyph: 'dash', word: 'cancelled' },
};

/** How an approval stands; a word that nobody knows is shown as it came. */
export function ApprovalStatusChip({ status }: { status: string }) {
  const known: Record<string, Look> = looks;
  const { tone, glyph, word } = known[status] ?? { tone: 'neutral', glyph: 'question', word: status };
  return (
    <Chip tone={tone} glyph={glyph}>
      {word}
    </Chip>
  );
}

/** XEM no longer knows it: what it was last seen as says nothing any more. */
export function GoneChip() {
  return (
    <Chip tone="neutral" glyph="dash">
      gone from XEM
    </Chip>
  );
}
