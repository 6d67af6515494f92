'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { incidentList } from '@/lib/incidents/queries';

/** For which incident this is done; then it is a step of its remediation. Without one, the audit trail alone tells of it. */
export function IncidentChoice({ defaultRef }: { defaultRef: string | null }) {
  const { data, isError } = useInfiniteQuery(incidentList({ state: 'open' }));
  const open = data?.pages.flatMap(({ data: incidents }) => incidents) ?? [];
  const isListed = open.some(({ incidentRef }) => incidentRef === defaultRef);
  return (
    <Field
      label="Incident"
      name="incidentRef"
      isRequired
      hint={
        isError
          ? 'Open incidents could not be read.'
          : 'It becomes a step of the remediation. The audit trail has it in any case.'
      }
    >
      {/* Drawn anew once the incidents are there, so that the default can be chosen. */}
      <Select key={open.length} defaultValue={defaultRef ?? ''}>
        <option value="">None</option>
        {defaultRef !== null && !isListed ? <option value={defaultRef}>{defaultRef}</option> : null}
        {open.map(({ incidentRef, title }) => (
          <option key={incidentRef} value={incidentRef}>
            {incidentRef} · {title}
          </option>
        ))}
      </Select>
    </Field>
  );
}
