'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { incidentList } from '@/lib/incidents/queries';

/** For which incident this is done; then it is a step of its remediation. Without one, the audit trail alone tells of it. */
export function IncidentChoice({ defaultRef }: { defaultRef: string | null }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, isError } = useInfiniteQuery(incidentList({ state: 'open' }));
  const open = data?.pages.flatMap(({ data: incidents }) => incidents) ?? [];
  const value = chosen ?? defaultRef ?? '';
  const isListed = value === '' || open.some(({ incidentRef }) => incidentRef === value);
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
      <Select value={value} onChange={({ target }) => setChosen(target.value)}>
        <option value="">None</option>
        {/* Not read yet, or closed meanwhile: the choice stands until the person makes another. */}
        {isListed ? null : <option value={value}>{value}</option>}
        {open.map(({ incidentRef, title }) => (
          <option key={incidentRef} value={incidentRef}>
            {incidentRef} · {title}
          </option>
        ))}
      </Select>
    </Field>
  );
}
