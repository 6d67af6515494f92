import { Chip } from '@/components/ui/chip';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import { type Severity, severityNames } from '@/lib/incidents/severity';

const looks: Record<Severity, { tone: Tone; glyph: Glyph }> = {
  pending: { tone: 'neutral', glyph: 'dashed-ring' },
  sev1: { tone: 'danger', glyph: 'triangle' },
  sev2: { tone: 'draining', glyph: 'triangle' },
  sev3: { tone: 'neutral', glyph: 'dot' },
  sev4: { tone: 'neutral', glyph: 'ring' },
};

export function SeverityChip({ severity }: { severity: Severity }) {
  const { tone, glyph } = looks[severity];
  return (
    <Chip tone={tone} glyph={glyph}>
      {severityNames[severity]}
    </Chip>
  );
}
