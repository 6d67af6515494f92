import { Chip } from '@/components/ui/chip';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import { type ScopeProgress, type ScopeStatus, scopeStatusOf } from '@/lib/containment/agent-scope';
import type { DesiredState } from '@/lib/containment/agent-scope-schema';

const looks: Record<ScopeStatus, { tone: Tone; glyph: Glyph; word: string }> = {
  requested: { tone: 'neutral', glyph: 'ring', word: 'requested' },
  accepted: { tone: 'accent', glyph: 'half', word: 'accepted' },
  draining: { tone: 'draining', glyph: 'half', word: 'held, draining' },
  held: { tone: 'held', glyph: 'bar', word: 'held' },
  unverifiable: { tone: 'held', glyph: 'question', word: 'accepted, cannot be verified' },
  unreachable: { tone: 'danger', glyph: 'triangle', word: 'XEM out of reach' },
  rejected: { tone: 'danger', glyph: 'cross', word: 'refused by XEM' },
  drifted: { tone: 'danger', glyph: 'diamond', word: 'resumed outside' },
  gone: { tone: 'neutral', glyph: 'dash', word: 'no longer in XEM' },
  resuming: { tone: 'accent', glyph: 'half', word: 'resuming' },
  running: { tone: 'ok', glyph: 'check', word: 'running again' },
};

type Scope = {
  desired: DesiredState;
  progress: ScopeProgress;
  drainedAt: string | null;
  alsoHeldBy?: string[];
};

/** How far a scope is, in one word; with the number of incidents where several hold it. */
export function ScopeStatusChip({ scope }: { scope: Scope }) {
  const { tone, glyph, word } = looks[scopeStatusOf(scope)];
  const otherCount = scope.alsoHeldBy?.length ?? 0;
  return (
    <Chip tone={tone} glyph={glyph}>
      {word}
      {otherCount > 0 && scope.desired === 'paused' ? ` × ${otherCount + 1}` : ''}
    </Chip>
  );
}
