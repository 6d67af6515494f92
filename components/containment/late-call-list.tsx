import { Chip } from '@/components/ui/chip';
import { IdText } from '@/components/ui/id-text';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { LateCall } from '@/lib/containment/containment';

/** Calls that came through in spite of the stop. Those that began after it come first: they are a breach. */
export function LateCallList({ calls }: { calls: LateCall[] }) {
  if (calls.length === 0) return null;
  const inOrder = calls.toSorted(
    (one, other) => Number(other.how === 'started') - Number(one.how === 'started'),
  );
  return (
    <Section title="After the stop" note={calls.length}>
      {inOrder.some(({ how }) => how === 'started') ? (
        <p className="pt-2 text-ink-2 text-small">
          A call that starts inside a held scope means that somebody resumed the agent outside Holdfast, that
          another agent serves the workspace, or that the clocks differ.
        </p>
      ) : null}
      <RowList>
        {inOrder.map((call) => (
          <Row
            key={`${call.executionId} ${call.how}`}
            className="grid-cols-[minmax(0,1fr)_auto] md:grid-cols-[9rem_minmax(0,1fr)_auto_auto]"
          >
            <TimeText at={call.happenedAt} show="absolute" className="text-ink-3 text-small" />
            <span className="min-w-0 max-md:col-span-2 max-md:row-start-2">
              <span className="font-medium">{call.toolName ?? 'unknown tool'}</span>{' '}
              <span className="text-ink-3 text-small">{call.status}</span>
            </span>
            <span className="pr-6 pointer-coarse:pr-0">
              <IdText
                value={call.executionId}
                label="execution"
                href={`/executions/${encodeURIComponent(call.executionId)}`}
              />
            </span>
            <Chip tone="danger" glyph={call.how === 'started' ? 'diamond' : 'square'}>
              {call.how === 'started' ? 'started after stop' : 'landed after stop'}
            </Chip>
          </Row>
        ))}
      </RowList>
    </Section>
  );
}
