'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { incidentList } from '@/lib/incidents/queries';

type Props = {
  /** The incident that the stop joins; null declares a new one. */
  incidentRef: string | null;
  onChoose: (incidentRef: string | null) => void;
};

/** Whose stop this is: a new incident, or one that is open already, so that one disaster does not become two. */
export function StopIncident({ incidentRef, onChoose }: Props) {
  const { data, isError } = useInfiniteQuery(incidentList({ state: 'open' }));
  const open = data?.pages.flatMap(({ data: incidents }) => incidents) ?? [];
  if (open.length === 0 && incidentRef === null && !isError) return null;
  const isListed = open.some((incident) => incident.incidentRef === incidentRef);
  return (
    <Field
      label="Incident"
      isRequired
      hint={isError ? 'Open incidents could not be read; a new one can be declared.' : undefined}
    >
      <Select value={incidentRef ?? ''} onChange={({ target: { value } }) => onChoose(value || null)}>
        <option value="">A new incident</option>
        {incidentRef === null || isListed ? null : <option value={incidentRef}>{incidentRef}</option>}
        {open.map((incident) => (
          <option key={incident.incidentRef} value={incident.incidentRef}>
            {incident.incidentRef} · {incident.title}
          </option>
        ))}
      </Select>
    </Field>
  );
}
