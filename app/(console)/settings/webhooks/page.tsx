import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { SearchParams } from 'nuqs/server';
import { filterOf, loadDeliveriesSearch } from '@/components/webhooks/deliveries-search';
import { WebhooksPanel } from '@/components/webhooks/webhooks-panel';
import { hasRole } from '@/lib/auth/role';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';
import { listDeliveriesEndpoint } from '@/lib/webhooks/endpoints';
import { deliveryList, webhookIntake } from '@/lib/webhooks/queries';
import { readDeliveries } from '@/lib/webhooks/server/read-deliveries';
import { readIntake } from '@/lib/webhooks/server/read-intake';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await pageContext();
  const filter = filterOf(await loadDeliveriesSearch(searchParams));
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({ ...webhookIntake(), queryFn: () => readIntake(context) }),
    queryClient.prefetchInfiniteQuery({
      ...deliveryList(filter),
      queryFn: () => readDeliveries(context, listDeliveriesEndpoint.query.parse(filter)),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NuqsAdapter>
        <WebhooksPanel mayChange={hasRole(context.actor.role, 'admin')} />
      </NuqsAdapter>
    </HydrationBoundary>
  );
}
