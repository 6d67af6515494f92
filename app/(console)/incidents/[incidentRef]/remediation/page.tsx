import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { RemediationPanel } from '@/components/remediation/remediation-panel';
import { hasRole } from '@/lib/auth/role';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';
import { incidentRemediation } from '@/lib/remediation/queries';
import { readRemediation } from '@/lib/remediation/server/read-remediation';

type Params = { params: Promise<{ incidentRef: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Remediation of ${(await params).incidentRef}` };
}

export default async function RemediationPage({ params }: Params) {
  const { incidentRef } = await params;
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({
    ...incidentRemediation(incidentRef),
    queryFn: () => readRemediation(context, { incidentRef }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <div className="px-gutter py-4">
        <RemediationPanel incidentRef={incidentRef} mayWrite={hasRole(context.actor.role, 'responder')} />
      </div>
    </HydrationBoundary>
  );
}
