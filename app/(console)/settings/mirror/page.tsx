import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { MirrorPanel } from '@/components/freshness/mirror-panel';
import { hasRole } from '@/lib/auth/role';
import { backfillList, health, mirror } from '@/lib/mirror/queries';
import { readBackfills } from '@/lib/mirror/server/read-backfills';
import { readHealth } from '@/lib/mirror/server/read-health';
import { readMirror } from '@/lib/mirror/server/read-mirror';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Mirror' };

export default async function MirrorPage() {
  const context = await pageContext();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({ ...mirror(), queryFn: () => readMirror(context) }),
    queryClient.prefetchQuery({ ...health(), queryFn: () => readHealth(context) }),
    queryClient.prefetchInfiniteQuery({
      ...backfillList(),
      queryFn: () => readBackfills(context, { limit: 20 }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MirrorPanel mayFill={hasRole(context.actor.role, 'commander')} />
    </HydrationBoundary>
  );
}
