'use client';

import { IdText } from '@/components/ui/id-text';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import { cancelOutcomeNames } from '@/lib/executions/cancellation';
import type { ExecutionDetail } from '@/lib/executions/execution';

/** What was asked for, as opposed to what ran: the invocation, and whatever was done to take it back. */
export function CallFacts({ execution }: { execution: ExecutionDetail }) {
  const { invocationId, invocation, cancellations } = execution;
  return (
    <Section title="Invocation">
      {invocationId === null ? (
        <p className="py-2 text-ink-3">XEM names none.</p>
      ) : (
        <KeyValueList className="pt-2">
          <KeyValue label="Invocation">
            <IdText
              value={invocationId}
              label="invocation"
              href={`/executions?q=${encodeURIComponent(invocationId)}&window=90d`}
            />
          </KeyValue>
          <KeyValue label="Status">{invocation?.status ?? 'not read yet'}</KeyValue>
          <KeyValue label="Asked for">
            {invocation?.createdAt ? <TimeText at={invocation.createdAt} /> : 'time unknown'}
          </KeyValue>
        </KeyValueList>
      )}
      {cancellations.length > 0 ? (
        <ul aria-label="Asked to cancel it">
          {cancellations.map(
            ({ cancellationId, outcome, reason, requestedByName, requestedAt, errorMessage }) => (
              <li key={cancellationId} className="border-t py-row">
                <span className="font-medium">Cancel: {cancelOutcomeNames[outcome]}</span>
                <span className="text-ink-3">
                  {' '}
                  by {requestedByName} <TimeText at={requestedAt} />
                </span>
                <p className="wrap-anywhere text-ink-2">{reason}</p>
                {errorMessage ? <p className="wrap-anywhere text-danger text-small">{errorMessage}</p> : null}
              </li>
            ),
          )}
        </ul>
      ) : null}
    </Section>
  );
}
