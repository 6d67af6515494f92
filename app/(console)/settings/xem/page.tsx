import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ConnectionPanel } from '@/components/connection/connection-panel';
import { hasRole } from '@/lib/auth/role';
import { connection, probeDetail, probeList } from '@/lib/connection/queries';
import { readConnection } from '@/lib/connection/server/read-connection';
import { readProbe } from '@/lib/connection/server/read-probe';
import { readProbes } from '@/lib/connection/server/read-probes';
import { readEnv } from '@/lib/env';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Connection to XEM' };

export default async function ConnectionPage() {
  const context = await pageContext();
  const queryClient = getQueryClient();
  const probes = await readProbes(context, {});
  const newest = probes.data.find(({ state }) => state === 'finished');
  await Promise.all([
    queryClient.prefetchQuery({ ...connection(), queryFn: () => readConnection(context, readEnv()) }),
    queryClient.prefetchInfiniteQuery({ ...probeList(), queryFn: () => probes }),
    newest &&
      queryClient.prefetchQuery({
        ...probeDetail(newest.probeId),
        queryFn: () => readProbe(context, newest),
      }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ConnectionPanel mayProbe={hasRole(context.actor.role, 'admin')} />
    </HydrationBoundary>
  );
}
