import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import type { Reach } from '@/lib/remediation/ladder';
import type { StepStatus } from '@/lib/remediation/remediation';

export const stepTones: Record<StepStatus, { tone: Tone; glyph: Glyph }> = {
  planned: { tone: 'accent', glyph: 'ring' },
  done: { tone: 'ok', glyph: 'check' },
  failed: { tone: 'danger', glyph: 'cross' },
  not_needed: { tone: 'stale', glyph: 'dash' },
};

export const reachTones: Record<Reach, Tone> = {
  looks_only: 'neutral',
  changes_data: 'neutral',
  interrupts_work: 'draining',
  cannot_be_undone: 'danger',
};
