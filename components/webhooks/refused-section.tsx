import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import { refusalLabels, refusalReasons } from '@/lib/webhooks/webhook';
import type { WebhookIntake } from '@/lib/webhooks/webhook-schema';

/** What came and was not let in, by its reason. None is kept, so that nobody can fill the database. */
export function RefusedSection({ refusals }: Pick<WebhookIntake, 'refusals'>) {
  if (refusals.length === 0) return null;
  const total = refusals.reduce((sum, { refusedCount }) => sum + refusedCount, 0);
  return (
    <Section title="Refused in the last 7 days" note={total}>
      <RowList>
        {refusals.map(({ reason, refusedCount, firstAt, lastAt }) => (
          <Row
            key={reason}
            className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_5rem_20rem]"
          >
            <span className="text-ink">{sentenceOf(reason)}</span>
            <span className="text-right font-medium tabular-nums">
              {refusedCount} <span className="font-normal text-ink-3 text-small">times</span>
            </span>
            <span className="text-ink-3 text-small max-lg:col-span-2 lg:text-right">
              last <TimeText at={lastAt} show="relative" />, first <TimeText at={firstAt} show="relative" />
            </span>
          </Row>
        ))}
      </RowList>
    </Section>
  );
}

function sentenceOf(reason: string): string {
  const known = refusalReasons.find((it) => it === reason);
  return known === undefined ? reason : refusalLabels[known];
}
