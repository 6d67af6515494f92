'use client';

import { TabLink, TabNav } from '@/components/ui/tab-link';
import type { IncidentDetail } from '@/lib/incidents/incident';

/** Each part of the work has an address of its own. */
export function IncidentTabs({ incidentRef, counts }: Pick<IncidentDetail, 'incidentRef' | 'counts'>) {
  const base = `/incidents/${incidentRef}`;
  return (
    <TabNav label={`Parts of ${incidentRef}`} className="bg-bg">
      <TabLink href={base}>Timeline</TabLink>
      <TabLink href={`${base}/executions`} count={counts.executions}>
        Executions
      </TabLink>
      <TabLink href={`${base}/containment`} count={counts.heldScopes}>
        Containment
      </TabLink>
      <TabLink href={`${base}/remediation`}>Remediation</TabLink>
      <TabLink href={`${base}/postmortem`}>Postmortem</TabLink>
      <TabLink href={`${base}/evidence`} count={counts.evidence}>
        Evidence
      </TabLink>
      <TabLink href={`${base}/share`}>Share</TabLink>
    </TabNav>
  );
}
