'use client';

import { useQuery } from '@tanstack/react-query';
import { ReadError } from '@/components/account/read-error';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { IdText } from '@/components/ui/id-text';
import { Row, RowList } from '@/components/ui/row-list';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { subscriptionCheck } from '@/lib/webhooks/queries';
import type { Subscription, SubscriptionCheck, WebhookIntake } from '@/lib/webhooks/webhook-schema';

type Found = SubscriptionCheck['found'][number];

export type SubscriptionFactsProps = {
  intake: WebhookIntake;
  mayChange: boolean;
  onTest: (webhookId: string) => void;
  onEnd: (webhookId: string) => void;
  isTesting: boolean;
};

/** The subscriptions that send here, by XEM's own account. */
export function SubscriptionFacts({ intake, ...rest }: SubscriptionFactsProps) {
  const check = useQuery(subscriptionCheck());
  if (!check.data && check.error) {
    return <ReadError title="XEM could not be asked for its subscriptions." read={check} />;
  }
  if (!check.data) return <SkeletonRows rows={2} label="Reading the subscriptions of XEM" />;
  const { found, lost, checkedAt } = check.data;
  return (
    <>
      <RowList>
        {found.map((one) => (
          <FoundRow
            key={one.webhookId}
            found={one}
            own={intake.subscriptions.find(({ webhookId }) => webhookId === one.webhookId) ?? null}
            environmentSecretCount={intake.environmentSecretCount}
            {...rest}
          />
        ))}
        {lost.map((webhookId) => (
          <Row key={webhookId} className="grid-cols-[minmax(0,1fr)_auto]">
            <span className="min-w-0">
              <Chip tone="danger">Lost</Chip> <IdText value={webhookId} label="subscription" />
              <span className="block text-ink-2 text-small">
                XEM knows it no more, or has it send elsewhere. End it here and create another.
              </span>
            </span>
            {rest.mayChange ? (
              <Button size="small" onClick={() => rest.onEnd(webhookId)}>
                End
              </Button>
            ) : null}
          </Row>
        ))}
      </RowList>
      <p className="flex flex-wrap items-center gap-x-3 py-2 text-ink-3 text-small">
        <span>
          {found.length === 0 ? 'XEM has no subscription that sends here. ' : ''}
          Asked XEM <TimeText at={checkedAt} show="relative" />
          {check.error ? '; it cannot be asked at this moment' : ''}.
        </span>
        <Button size="small" isBusy={check.isFetching} onClick={() => void check.refetch()}>
          {check.isFetching ? 'Asking…' : 'Check again'}
        </Button>
      </p>
    </>
  );
}

type FoundRowProps = Omit<SubscriptionFactsProps, 'intake'> & {
  found: Found;
  own: Subscription | null;
  environmentSecretCount: number;
};

function FoundRow({
  found,
  own,
  environmentSecretCount,
  mayChange,
  onTest,
  onEnd,
  isTesting,
}: FoundRowProps) {
  const { webhookId, slot, isActive, missingEvents } = found;
  const hasSecret = own ? own.hasSecret || environmentSecretCount > 0 : environmentSecretCount > 0;
  return (
    <Row className="grid-cols-1 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{nameOf(slot)}</span>
          <IdText value={webhookId} label="subscription" className="text-ink-3" />
        </span>
        <span className="mt-1 flex flex-wrap gap-1.5">
          {isActive === false ? <Chip tone="danger">not active</Chip> : <Chip tone="ok">active</Chip>}
          <Chip tone="ok">sends here</Chip>
          {missingEvents.length === 0 ? (
            <Chip tone="ok">all events</Chip>
          ) : (
            <Chip tone="draining">{missingEvents.length} events missing</Chip>
          )}
          {hasSecret ? <Chip tone="ok">{secretWords(own)}</Chip> : <Chip tone="danger">no secret known</Chip>}
        </span>
        {missingEvents.length > 0 ? (
          <span className="wrap-anywhere block pt-1 text-ink-2 text-small">
            Not sent, so found by polling alone: {missingEvents.join(', ')}.
          </span>
        ) : null}
        {hasSecret ? null : (
          <span className="block pt-1 text-ink-2 text-small">
            What it sends is refused, since nothing here can check it. End it, or set XEM_WEBHOOK_SECRET.
          </span>
        )}
        {own?.lastReceivedAt ? (
          <span className="block pt-1 text-ink-3 text-small">
            Last delivery <TimeText at={own.lastReceivedAt} show="relative" />
          </span>
        ) : null}
      </div>
      {mayChange ? (
        <span className="flex flex-wrap gap-2">
          <Button size="small" isBusy={isTesting} onClick={() => onTest(webhookId)}>
            Send a test
          </Button>
          <Button size="small" onClick={() => onEnd(webhookId)}>
            End
          </Button>
        </span>
      ) : null}
    </Row>
  );
}

const secretWords = (own: Subscription | null): string =>
  own?.hasSecret ? 'secret kept sealed' : 'secret in the environment';

function nameOf(slot: Found['slot']): string {
  if (slot === 'current') return 'Made by Holdfast';
  if (slot === 'previous') return 'Made by Holdfast, being replaced';
  return 'Made outside Holdfast';
}
