import { quietChip } from '@/components/executions/quiet-chip';
import { Chip } from '@/components/ui/chip';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import type { ExecutionStatus } from '@/lib/executions/execution-status';

type Look = { tone: Tone; glyph: Glyph; word: string };

const looks: Record<ExecutionStatus, Look> = {
  pending_approval: { tone: 'draining', glyph: 'clock', word: 'waits for approval' },
  queued: { tone: 'neutral', glyph: 'dashed-ring', word: 'queued' },
  dispatched: { tone: 'accent', glyph: 'half', word: 'dispatched' },
  running: { tone: 'accent', glyph: 'half', word: 'running' },
  completed: { tone: 'neutral', glyph: 'check', word: 'completed' },
  failed: { tone: 'danger', glyph: 'cross', word: 'failed' },
  timeout: { tone: 'danger', glyph: 'clock', word: 'timed out' },
  cancelled: { tone: 'neutral', glyph: 'dash', word: 'cancelled' },
  rejected: { tone: 'neutral', glyph: 'cross', word: 'rejected' },
  expired: { tone: 'neutral', glyph: 'clock', word: 'expired' },
  ambiguous: { tone: 'draining', glyph: 'question', word: 'ambiguous' },
};

/** How a call stands; a word that nobody knows is shown as it came. */
export function ExecutionStatusChip({ status, isQuiet = false }: { status: string; isQuiet?: boolean }) {
  const known: Record<string, Look> = looks;
  const { tone, glyph, word } = known[status] ?? { tone: 'neutral', glyph: 'question', word: status };
  return (
    <Chip tone={tone} glyph={glyph} className={quietChip(isQuiet, tone)}>
      {word}
    </Chip>
  );
}
