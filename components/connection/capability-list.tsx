import { EmptyState } from '@/components/ui/empty-state';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import type { Connection } from '@/lib/connection/connection-schema';
import { operationLabel } from '@/lib/connection/operation-labels';

type CapabilityListProps = { title: string; items: Connection['missing']; nothing: string };

/** What is missing and why; operations that share a reason share its line. */
export function CapabilityList({ title, items, nothing }: CapabilityListProps) {
  const byReason = Map.groupBy(items, ({ why }) => why);
  return (
    <Section title={title} note={items.length || null}>
      {items.length === 0 ? (
        <EmptyState mood="good" title={nothing} />
      ) : (
        <RowList>
          {[...byReason].map(([why, operations]) => (
            <Row key={why} className="grid-cols-1">
              <span className="font-medium">
                {operations.map(({ operation }) => operationLabel(operation)).join(', ')}
              </span>
              <span className="text-ink-2 text-small">{why}</span>
            </Row>
          ))}
        </RowList>
      )}
    </Section>
  );
}
