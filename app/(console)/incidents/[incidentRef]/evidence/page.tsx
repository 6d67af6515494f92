import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { EvidencePanel } from '@/components/evidence/evidence-panel';
import { incidentArchives } from '@/lib/archive/queries';
import { readArchives } from '@/lib/archive/server/read-archives';
import { hasRole } from '@/lib/auth/role';
import { incidentEvidence } from '@/lib/evidence/queries';
import { readEvidence } from '@/lib/evidence/server/read-evidence';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

type Params = { params: Promise<{ incidentRef: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Evidence of ${(await params).incidentRef}` };
}

export default async function EvidencePage({ params }: Params) {
  const { incidentRef } = await params;
  const context = await pageContext();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({
      ...incidentArchives(incidentRef),
      queryFn: () => readArchives(context, { incidentRef }),
    }),
    queryClient.prefetchQuery({
      ...incidentEvidence(incidentRef),
      queryFn: () => readEvidence(context, { incidentRef }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <div className="px-gutter py-4">
        <EvidencePanel incidentRef={incidentRef} mayWrite={hasRole(context.actor.role, 'responder')} />
      </div>
    </HydrationBoundary>
  );
}
