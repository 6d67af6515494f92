import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { IncidentFrame } from '@/components/incidents/incident-frame';
import { hasRole } from '@/lib/auth/role';
import { containmentOf } from '@/lib/containment/queries';
import { readContainment } from '@/lib/containment/server/read-containment';
import { isAppError } from '@/lib/errors';
import type { IncidentDetail } from '@/lib/incidents/incident';
import { incidentRefSchema } from '@/lib/incidents/incident-ref';
import { incidentDetail } from '@/lib/incidents/queries';
import { readIncident } from '@/lib/incidents/server/read-incident';
import { health } from '@/lib/mirror/queries';
import { readHealth } from '@/lib/mirror/server/read-health';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

type Props = { params: Promise<{ incidentRef: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { incidentRef } = await params;
  return { title: { default: incidentRef, template: `%s · ${incidentRef}` } };
}

export default async function IncidentLayout({ params, children }: Props) {
  const { incidentRef: given } = await params;
  const context = await pageContext();
  const incident = await findOrNotFound(() => readIncident(context, { incidentRef: given }), given);
  const { incidentRef } = incident;
  // Everything live hangs below the number, so there is one address only.
  if (given !== incidentRef) redirect(`/incidents/${incidentRef}`);

  const queryClient = getQueryClient();
  queryClient.setQueryData(incidentDetail(incidentRef).queryKey, incident);
  await Promise.all([
    queryClient.prefetchQuery({
      ...containmentOf(incidentRef),
      queryFn: () => readContainment(context, { incidentRef }),
    }),
    queryClient.prefetchQuery({ ...health(), queryFn: () => readHealth(context) }),
  ]);
  const { actorId, role } = context.actor;
  const here = {
    incidentRef,
    actorId,
    mayWrite: hasRole(role, 'responder'),
    mayCommand: hasRole(role, 'commander'),
  };
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <IncidentFrame here={here}>{children}</IncidentFrame>
    </HydrationBoundary>
  );
}

async function findOrNotFound(
  read: () => Promise<IncidentDetail>,
  incidentRef: string,
): Promise<IncidentDetail> {
  if (!incidentRefSchema.safeParse(incidentRef).success) notFound();
  try {
    return await read();
  } catch (error) {
    if (isAppError(error, 'not_found')) notFound();
    throw error;
  }
}
