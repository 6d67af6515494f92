'use client';

import { useIncidentHere } from '@/components/incidents/incident-context';
import { SeverityChip } from '@/components/incidents/severity-chip';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { Menu } from '@/components/ui/menu';
import { notify } from '@/components/ui/notify';
import { callLater } from '@/lib/http/call-later';
import { formFault } from '@/lib/http/form-errors';
import { type Severity, severities, severityMeanings, severityNames } from '@/lib/incidents/severity';

/** The rating; who may command changes it here. */
export function SeverityMenu({ severity }: { severity: Severity }) {
  const { incidentRef, mayCommand } = useIncidentHere();
  const change = useIncidentChange(incidentRef, (next: Severity) =>
    callLater(async () => (await import('@/lib/incidents/endpoints')).changeSeverityEndpoint, {
      incidentRef,
      severity: next,
    }),
  );
  if (!mayCommand) return <SeverityChip severity={severity} />;
  return (
    <Menu
      label="Change severity"
      variant="ghost"
      size="small"
      className="px-0.5"
      isBusy={change.isPending}
      items={severities.map((next) => ({
        label: `${severityNames[next]}: ${severityMeanings[next]}`,
        isDisabled: next === severity,
        onSelect: () =>
          change.mutate(next, {
            onError: (error) => notify({ text: 'Not rated.', detail: formFault(error) ?? error.message }),
          }),
      }))}
    >
      <SeverityChip severity={severity} />
    </Menu>
  );
}
