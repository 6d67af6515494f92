'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ReadError } from '@/components/account/read-error';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { RefusedSection } from '@/components/webhooks/refused-section';
import { SubscriptionSection } from '@/components/webhooks/subscription-section';
import { webhookIntake } from '@/lib/webhooks/queries';

const DeliveryList = dynamic(
  () => import('@/components/webhooks/delivery-list').then((module) => module.DeliveryList),
  { loading: () => <SkeletonRows rows={12} label="Reading the deliveries" /> },
);

/** What XEM tells by itself, and how it comes to tell it. */
export function WebhooksPanel({ mayChange }: { mayChange: boolean }) {
  const read = useQuery(webhookIntake());
  if (!read.data && read.error) return <ReadError title="The webhooks could not be read." read={read} />;
  if (!read.data) return <SkeletonRows rows={6} label="Reading the webhooks" />;
  const { lastReceivedAt, refusals, types } = read.data;
  return (
    <>
      <p className="mb-4 max-w-160 text-ink-2">
        XEM can tell Holdfast when something happens. That is only a hint: Holdfast then reads the thing
        itself from XEM. It polls as well, so it works without webhooks; with them news are here within a
        second.
        {lastReceivedAt ? (
          <>
            {' '}
            The last one came <TimeText at={lastReceivedAt} show="relative" />.
          </>
        ) : null}
      </p>
      <SubscriptionSection intake={read.data} mayChange={mayChange} />
      <RefusedSection refusals={refusals} />
      <DeliveryList types={types} />
    </>
  );
}
