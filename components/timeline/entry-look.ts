import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import type { Moment } from '@/lib/timeline/build-moments';
import type { EntryTone } from '@/lib/timeline/entry-tone';

type Look = { tone: Tone; glyph: Glyph };

const looks: Record<EntryTone, Look> = {
  neutral: { tone: 'neutral', glyph: 'square' },
  person: { tone: 'accent', glyph: 'dot' },
  danger: { tone: 'danger', glyph: 'square' },
  held: { tone: 'held', glyph: 'bar' },
  draining: { tone: 'draining', glyph: 'half' },
  ok: { tone: 'ok', glyph: 'check' },
  stale: { tone: 'stale', glyph: 'dashed-ring' },
};

export const toneOf = (tone: EntryTone): Tone => looks[tone].tone;

/** A call that came through after a stop has a sign of its own: it is what people look for. */
export function entryLook({ tone, entry }: Moment): Look {
  return entry.kind === 'call_after_stop' ? { tone: 'danger', glyph: 'diamond' } : looks[tone];
}
