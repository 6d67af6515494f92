'use client';

import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ReadError } from '@/components/account/read-error';
import { executionHref } from '@/components/executions/execution-row';
import { agentHref } from '@/components/incidents/subject-href';
import { Button } from '@/components/ui/button';
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
  const [isOpen, setOpen] = useState(false);
  const bodyId = useId();
  return (
    <li className="@container border-b py-1.5 hover:bg-fill/40">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 @4xl:grid-cols-[7.5rem_minmax(0,1.5fr)_minmax(0,1fr)_7rem_9rem_8.5rem_auto]">
        <TimeText
          at={receivedAt}
          show="absolute"
          className="font-mono text-ink-2 text-small @max-4xl:order-2 @max-4xl:text-right"
        />
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 @max-4xl:order-1">
          <span className="wrap-anywhere font-medium">{type ?? 'no type'}</span>
          <IdText value={eventId} label="event id" className="text-ink-3" />
        </span>
        <span className="min-w-0 @max-4xl:order-3">
          <About about={delivery.about} />
        </span>
        <span className="text-ink-3 text-small @max-4xl:order-5">{ageWords(delivery)}</span>
        <span className="text-ink-3 text-small tabular-nums @max-4xl:order-7 @max-4xl:col-span-2">
          {receivedCount > 1 ? (
            <>
              received {receivedCount} times, last <TimeText at={lastReceivedAt} show="relative" />
            </>
          ) : null}
        </span>
        <span className="justify-self-end @4xl:justify-self-start @max-4xl:order-4">
          <FateChip fate={fate} />
        </span>
        <Button
          variant="ghost"
          size="small"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => setOpen(!isOpen)}
          className="justify-self-end @max-4xl:order-6"
        >
          {isOpen ? 'Hide' : 'Show'}
          <span className="sr-only">what was sent as {eventId}</span>
        </Button>
      </div>
      {fateReason ? <p className="wrap-anywhere text-ink-2 text-small @4xl:pl-33">{fateReason}</p> : null}
      <div id={bodyId} hidden={!isOpen}>
        {isOpen ? <Body eventId={eventId} /> : null}
      </div>
    </li>
  );
}

/** Where the thing that an event names can be seen; the call itself where nothing more is known. */
function About({ about }: { about: Delivery['about'] }) {
  const { executionId, approvalId, agentId, invocationId, workspaceId } = about;
  if (approvalId) {
    return (
      <IdText value={approvalId} label="approval" href={`/approvals/${encodeURIComponent(approvalId)}`} />
    );
  }
  if (executionId) return <IdText value={executionId} label="execution" href={executionHref(executionId)} />;
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
  const read = useQuery(deliveryDetail(eventId));
  if (read.error) return <ReadError title="What was sent could not be read." read={read} />;
  if (!read.data) return <SkeletonRows rows={2} label="Reading what was sent" />;
  const { body, bodyBytes } = read.data;
  if (body === null || body === undefined) {
    return (
      <p className="py-1 text-ink-2 text-small">{bodyBytes} bytes, not kept: no JSON, or too long to keep.</p>
    );
  }
  return <CodeBlock label="What was sent" text={JSON.stringify(body, null, 2)} className="my-1.5 max-h-80" />;
}
