import type { Moment } from '@/lib/timeline/build-moments';
import type { EntrySource } from '@/lib/timeline/timeline-entry';

export const sourceNames: Record<EntrySource, string> = {
  execution: 'Execution',
  approval: 'Approval',
  agent: 'Agent',
  containment: 'Containment',
  person: 'Person',
  system: 'System',
};

/** Where the thing that an entry tells of is shown; null for what is only told here. */
export function sourceHref(incidentRef: string, { entry, facts }: Moment): string | null {
  if (facts.executionId) return `/executions/${encodeURIComponent(facts.executionId)}`;
  if (facts.approvalId) return '/approvals';
  if (entry.source === 'containment') return `/incidents/${incidentRef}/containment`;
  if (entry.kind === 'remediation_recorded') return `/incidents/${incidentRef}/remediation`;
  if (entry.source === 'agent' && facts.agentId) return `/agents/${encodeURIComponent(facts.agentId)}`;
  return null;
}
