'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { HoldsHanded } from '@/components/containment/holds-handed';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { handOverHoldsEndpoint } from '@/lib/containment/endpoints';
import { handOverHoldsInput } from '@/lib/containment/hold-schema';
import { countOf } from '@/lib/containment/hold-words';
import { containmentOf } from '@/lib/containment/queries';
import { callOnce } from '@/lib/http/call-once';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { incidentList } from '@/lib/incidents/queries';

type HandOverHoldsProps = { incidentRef: string; holdCount: number };

/** Before an incident that still holds agents can be closed: gives its holds to another open one. Sits in a form. */
export function HandOverHolds({ incidentRef, holdCount }: HandOverHoldsProps) {
  const queryClient = useQueryClient();
  const { data, error } = useInfiniteQuery(incidentList({ state: 'open' }));
  const others = (data?.pages ?? [])
    .flatMap((page) => page.data)
    .filter((incident) => incident.incidentRef !== incidentRef);
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const toIncidentRef = chosen || others[0]?.incidentRef || '';
  const [send] = useState(() => callOnce(handOverHoldsEndpoint));
  const handOver = useIncidentChange(incidentRef, async () => {
    const body = handOverHoldsInput.parse({ toIncidentRef, reason });
    const answer = await send(body, { incidentRef, ...body });
    await queryClient.invalidateQueries({ queryKey: containmentOf(incidentRef).queryKey });
    return answer;
  });
  const fault = formFault(handOver.error) ?? (error ? 'The open incidents cannot be read.' : null);
  return (
    <div className="grid gap-3">
      <Banner tone="held" title="This incident still holds agents.">
        Release them, or hand the holds to another open incident. Nothing resumes in between.
      </Banner>
      <HoldsHanded incidentRef={incidentRef} title="Held now" />
      {data && others.length === 0 ? (
        <p className="text-ink-2">No other incident is open, so they have to be released here.</p>
      ) : (
        <>
          <Field label="Hand them to" isRequired error={formErrors(handOver.error).toIncidentRef}>
            <Select value={toIncidentRef} onChange={(event) => setChosen(event.target.value)}>
              {others.map((incident) => (
                <option key={incident.incidentRef} value={incident.incidentRef}>
                  {incident.incidentRef} {incident.title}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Why, kept in both logs" isRequired error={formErrors(handOver.error).reason}>
            <Input
              value={reason}
              autoComplete="off"
              maxLength={1000}
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                // Enter would send the form around it, which closes the incident.
                if (event.key !== 'Enter') return;
                event.preventDefault();
                if (!handOver.isPending) handOver.mutate(undefined);
              }}
            />
          </Field>
          <Button
            className="justify-self-start"
            isBusy={handOver.isPending}
            onClick={() => handOver.mutate(undefined)}
          >
            Hand {countOf(holdCount, 'hold')} to {toIncidentRef || 'another incident'}
          </Button>
        </>
      )}
      <div role="alert">{fault ? <Banner tone="danger" title={fault} /> : null}</div>
    </div>
  );
}
