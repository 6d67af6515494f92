import { quietChip } from '@/components/executions/quiet-chip';
import { Chip } from '@/components/ui/chip';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import { type ApprovalVerdict, approvalVerdictNames } from '@/lib/triage/approval-verdict';

const looks: Record<ApprovalVerdict, { tone: Tone; glyph: Glyph }> = {
  missing: { tone: 'danger', glyph: 'triangle' },
  approved: { tone: 'ok', glyph: 'check' },
  pending: { tone: 'draining', glyph: 'clock' },
  rejected: { tone: 'danger', glyph: 'cross' },
  timed_out: { tone: 'danger', glyph: 'clock' },
  not_needed: { tone: 'neutral', glyph: 'dash' },
  unknown: { tone: 'neutral', glyph: 'question' },
};

/** Whether a person let the call through. */
export function VerdictChip({ verdict, isQuiet = false }: { verdict: ApprovalVerdict; isQuiet?: boolean }) {
  const { tone, glyph } = looks[verdict];
  return (
    <Chip tone={tone} glyph={glyph} className={quietChip(isQuiet, tone)}>
      {approvalVerdictNames[verdict]}
    </Chip>
  );
}
