import Link from 'next/link';
import { SeverityChip } from '@/components/incidents/severity-chip';
import { Chip } from '@/components/ui/chip';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import type { IncidentSummary } from '@/lib/incidents/incident';
import { phaseNames } from '@/lib/incidents/phase';

/** One incident in the list: which, how bad, where it stands, who commands. */
export function IncidentRow({ incident }: { incident: IncidentSummary }) {
  const { incidentRef, title, severity, phase, commander, declaredAt, activeHoldCount } = incident;
  const isClosed = phase === 'closed';
  return (
    <Row className="relative grid-cols-[3.75rem_auto_1fr] lg:grid-cols-[3.75rem_8.5rem_minmax(0,1fr)_7rem_6rem_9rem_13rem]">
      <span className="font-mono text-small">{incidentRef}</span>
      <SeverityChip severity={severity} />
      <Link
        href={`/incidents/${incidentRef}`}
        className="wrap-anywhere min-w-0 font-medium after:absolute after:inset-0 hover:underline max-lg:col-span-3 max-lg:row-start-2 lg:truncate"
      >
        {title}
      </Link>
      <Chip tone={isClosed ? 'ok' : 'accent'} className="max-lg:justify-self-end">
        {phaseNames[phase]}
      </Chip>
      <span className="max-lg:col-span-3 max-lg:empty:hidden">
        {activeHoldCount > 0 ? (
          <Chip tone="held">{activeHoldCount === 1 ? '1 hold' : `${activeHoldCount} holds`}</Chip>
        ) : null}
      </span>
      <span className="truncate text-ink-2 max-lg:hidden">{commander?.userName ?? 'no commander'}</span>
      <TimeText at={declaredAt} className="text-ink-3 text-small max-lg:hidden" />
    </Row>
  );
}
