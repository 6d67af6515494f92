import { quietChip } from '@/components/executions/quiet-chip';
import { Chip } from '@/components/ui/chip';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';

const looks: Record<string, { tone: Tone; glyph: Glyph }> = {
  read: { tone: 'neutral', glyph: 'ring' },
  write: { tone: 'neutral', glyph: 'dot' },
  destructive: { tone: 'draining', glyph: 'diamond' },
  irreversible: { tone: 'danger', glyph: 'diamond' },
};

/** How dangerous a call is by XEM's word. */
export function RiskChip({ risk, isQuiet = false }: { risk: string | null; isQuiet?: boolean }) {
  const { tone, glyph } = looks[risk ?? ''] ?? { tone: 'neutral', glyph: 'question' };
  return (
    <Chip tone={tone} glyph={glyph} className={quietChip(isQuiet, tone)}>
      {risk ?? 'risk unknown'}
    </Chip>
  );
}
