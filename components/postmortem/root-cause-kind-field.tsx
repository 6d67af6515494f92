'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { isAppError } from '@/lib/errors';
import { callApi } from '@/lib/http/api-client';
import { recordJudgementEndpoint } from '@/lib/postmortem/endpoints';
import {
  type RootCauseKind,
  rootCauseKindNames,
  rootCauseKindSchema,
  rootCauseKinds,
} from '@/lib/postmortem/postmortem';
import { incidentPostmortem } from '@/lib/postmortem/queries';

type RootCauseKindFieldProps = { incidentRef: string; value: RootCauseKind | null; mayWrite: boolean };

export function RootCauseKindField({ incidentRef, value, mayWrite }: RootCauseKindFieldProps) {
  const queryClient = useQueryClient();
  const { queryKey } = incidentPostmortem(incidentRef);
  const name = useMutation({
    mutationFn: (rootCauseKind: RootCauseKind | null) =>
      callApi(recordJudgementEndpoint, { incidentRef, rootCauseKind }),
    onSuccess: (postmortem) => queryClient.setQueryData(queryKey, postmortem),
  });
  const asText = `Kind: ${value ? rootCauseKindNames[value] : 'not determined'}`;
  if (!mayWrite) return <p className="mt-1 text-ink-2">{asText}</p>;
  // What was chosen stands while it is being saved, and falls back when it could not be.
  const shown = name.isPending ? name.variables : value;
  return (
    <>
      <p className="hidden text-ink-2 print:block">{asText}</p>
      <Field
        label="Kind of cause"
        name="rootCauseKind"
        isRequired
        className="mt-1.5 max-w-64 print:hidden"
        error={name.error ? messageOf(name.error) : undefined}
      >
        <Select
          value={shown ?? ''}
          onChange={({ target }) => name.mutate(rootCauseKindSchema.nullable().parse(target.value || null))}
        >
          <option value="">Not determined</option>
          {rootCauseKinds.map((kind) => (
            <option key={kind} value={kind}>
              {rootCauseKindNames[kind]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

const messageOf = (error: unknown): string =>
  `Not saved. ${isAppError(error) ? error.userMessage : 'Something went wrong. Try again.'}`;
