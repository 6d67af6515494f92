import { quietChip } from '@/components/executions/quiet-chip';
import { Chip } from '@/components/ui/chip';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import type { Connection } from '@/lib/connection/connection-schema';
import { surfaceLabel } from '@/lib/connection/operation-labels';

type Look = { tone: Tone; glyph: Glyph; word: string };

const looks: Record<string, Look> = {
  closed: { tone: 'neutral', glyph: 'check', word: 'asked as usual' },
  open: { tone: 'danger', glyph: 'cross', word: 'kept failing, not asked' },
  half_open: { tone: 'draining', glyph: 'ring', word: 'one read is out to see' },
};

type CircuitListProps = { circuits: Connection['circuits']; isUnreadable: boolean };

/** One breaker a surface, as the calls of the process that answered this page have shown it. */
export function CircuitList({ circuits, isUnreadable }: CircuitListProps) {
  const lostCount = circuits.filter(({ state }) => state !== 'closed').length;
  return (
    <Section
      title="Condition"
      status={isUnreadable ? <Chip tone="stale">as last read</Chip> : null}
      note={lostCount > 0 ? `${lostCount} of ${circuits.length} fail` : 'as this process sees it'}
    >
      <RowList>
        {circuits.map(({ surface, state, scope, cost }) => {
          const { word, ...look } = looks[state] ?? { tone: 'neutral', glyph: 'question', word: state };
          return (
            <Row key={surface} className="grid-cols-[minmax(0,1fr)_auto]">
              <span className="min-w-0">
                {surfaceLabel(surface)} <span className="text-ink-3 text-small">needs {scope}</span>
              </span>
              {/* Being well is no news. */}
              <Chip {...look} className={state === 'closed' ? quietChip(true, 'neutral') : ''}>
                {word}
              </Chip>
              {state === 'closed' ? null : <p className="col-span-2 text-ink-2 text-small">{cost}</p>}
            </Row>
          );
        })}
      </RowList>
    </Section>
  );
}
