import { Chip } from '@/components/ui/chip';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import { fateLabels, type WebhookFate } from '@/lib/webhooks/webhook';

const looks: Record<WebhookFate, { tone: Tone; glyph?: Glyph }> = {
  pending: { tone: 'draining' },
  applied: { tone: 'ok' },
  polled: { tone: 'ok' },
  nothing_new: { tone: 'neutral', glyph: 'check' },
  ignored: { tone: 'neutral', glyph: 'dashed-ring' },
  failed: { tone: 'danger' },
};

export function FateChip({ fate }: { fate: WebhookFate }) {
  return <Chip {...looks[fate]}>{fateLabels[fate]}</Chip>;
}
