'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ReadError } from '@/components/account/read-error';
import { executionHref } from '@/components/executions/execution-row';
import { agentHref } from '@/components/incidents/subject-href';
import { CodeBlock } from '@/components/ui/code-block';
import { formatDuration } from '@/components/ui/format-duration';
import { IdText } from '@/components/ui/id-text';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { FateChip } from '@/components/webhooks/fate-chip';
import { deliveryDetail } from '@/lib/webhooks/queries';
import type { Delivery } from '@/lib/webhooks/webhook-schema';

/** One event that XEM sent: when, what, about what, how late, how often, and what became of it. */
export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { eventId, type, receivedAt, receivedCount, lastReceivedAt, fate, fateReason } = delivery;
  return (
    <li className="@container border-b py-1.5">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 @3xl:grid-cols-[7.5rem_minmax(0,1.4fr)_minmax(0,1fr)_8rem_5rem_8.5rem]">
        <TimeText
          at={receivedAt}
          show="absolute"
          className="font-mono text-ink-2 text-small @max-3xl:order-2 @max-3xl:text-right"
        />
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 @max-3xl:order-1">
          <span className="wrap-anywhere font-medium">{type ?? 'no type'}</span>
          <IdText value={eventId} label="event id" className="text-ink-3" />
        </span>
        <span className="min-w-0 @max-3xl:order-3">
          <About about={delivery.about} />
        </span>
        <span className="text-ink-3 text-small @max-3xl:order-5">{ageWords(delivery)}</span>
        <span className="text-ink-3 text-small tabular-nums @max-3xl:order-6 @max-3xl:text-right">
          {receivedCount > 1 ? (
            <>
              <span className="sr-only">received </span>
              {receivedCount} times, last <TimeText at={lastReceivedAt} show="relative" />
            </>
          ) : (
            'once'
          )}
        </span>
        <span className="justify-self-end @3xl:justify-self-start @max-3xl:order-4">
          <FateChip fate={fate} />
        </span>
      </div>
      <div className="mt-0.5 flex flex-wrap items-baseline gap-x-3 @3xl:pl-33">
        {fateReason ? <p className="wrap-anywhere text-ink-2 text-small">{fateReason}</p> : null}
        <Body eventId={eventId} />
      </div>
    </li>
  );
}

/** Where the thing that an event names can be seen; the call itself where nothing more is known. */
function About({ about }: { about: Delivery['about'] }) {
  const { executionId, approvalId, agentId, invocationId, workspaceId } = about;
  if (executionId) return <IdText value={executionId} label="execution" href={executionHref(executionId)} />;
  if (approvalId) {
    return (
      <IdText value={approvalId} label="approval" href={`/approvals/${encodeURIComponent(approvalId)}`} />
    );
  }
  if (invocationId) return <IdText value={invocationId} label="invocation" />;
  if (agentId) return <IdText value={agentId} label="agent" href={agentHref(agentId)} />;
  if (workspaceId) return <IdText value={workspaceId} label="workspace" />;
  return <span className="text-ink-3 text-small">names nothing</span>;
}

const clockSlackMs = 1_500;

/** How old the event was when it arrived, by two clocks that may differ. */
function ageWords({ occurredAt, receivedAt }: Delivery): string {
  if (occurredAt === null) return 'no time given';
  const ageMs = Date.parse(receivedAt) - Date.parse(occurredAt);
  if (ageMs < -clockSlackMs) return `${formatDuration(-ageMs)} ahead of us`;
  return ageMs < clockSlackMs ? 'at once' : `after ${formatDuration(ageMs)}`;
}

function Body({ eventId }: { eventId: string }) {
  const [isOpen, setOpen] = useState(false);
  const read = useQuery({ ...deliveryDetail(eventId), enabled: isOpen });
  const text = read.data?.body == null ? null : JSON.stringify(read.data.body, null, 2);
  return (
    <details
      className="min-w-0 text-small open:basis-full"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-ink-3 hover:text-ink hover:underline pointer-coarse:min-h-control-touch">
        What was sent
      </summary>
      {isOpen && !read.data && !read.error ? <SkeletonRows rows={2} label="Reading what was sent" /> : null}
      {read.error ? <ReadError title="What was sent could not be read." read={read} /> : null}
      {read.data && text === null ? (
        <p className="py-1 text-ink-2">
          {read.data.bodyBytes} bytes, not kept: no JSON, or too long to keep.
        </p>
      ) : null}
      {text === null ? null : <CodeBlock label="What was sent" text={text} className="my-1.5 max-h-80" />}
    </details>
  );
}
