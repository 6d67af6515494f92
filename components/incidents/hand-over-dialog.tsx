'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { HoldsHanded } from '@/components/containment/holds-handed';
import { FormDialog } from '@/components/incidents/form-dialog';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { Banner } from '@/components/ui/banner';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { ShowMore } from '@/components/ui/show-more';
import { hasRole } from '@/lib/auth/role';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { assignRoleEndpoint } from '@/lib/incidents/endpoints';
import { type IncidentRoleKind, incidentRoleKinds, incidentRoleNames } from '@/lib/incidents/incident-role';
import { assignRoleInput } from '@/lib/incidents/inputs';
import { memberList } from '@/lib/members/queries';

/** Gives a role of the incident to somebody who may act in it. */
export function HandOverDialog({ onClose }: { onClose: () => void }) {
  const { incidentRef } = useIncidentHere();
  const [role, setRole] = useState<IncidentRoleKind>('commander');
  const members = useInfiniteQuery(memberList());
  const people = (members.data?.pages ?? [])
    .flatMap(({ data }) => data)
    .filter((person) => person.disabledAt === null && hasRole(person.role, 'responder'));
  const assign = useIncidentChange(
    incidentRef,
    async (form: FormData) =>
      callApi(assignRoleEndpoint, { incidentRef, ...assignRoleInput.parse(Object.fromEntries(form)) }),
    onClose,
  );
  const errors = formErrors(assign.error);
  return (
    <FormDialog
      title="Hand over"
      description="They hold the role from the moment you press the button; tell them."
      action="Hand over"
      busyAction="Handing over…"
      isBusy={assign.isPending}
      fault={formFault(assign.error)}
      onSubmit={(form) => assign.mutate(form)}
      onClose={onClose}
    >
      <Field label="Role" name="role" isRequired error={errors.role}>
        <Select
          value={role}
          onChange={(event) => setRole(incidentRoleKinds.find((kind) => kind === event.target.value) ?? role)}
        >
          {incidentRoleKinds.map((kind) => (
            <option key={kind} value={kind}>
              {incidentRoleNames[kind]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="To" name="userId" isRequired error={errors.userId}>
        <Select>
          {people.map(({ memberId, name, email }) => (
            <option key={memberId} value={memberId}>
              {name} ({email})
            </option>
          ))}
        </Select>
      </Field>
      {role === 'commander' ? <HoldsHanded incidentRef={incidentRef} title="What goes along" /> : null}
      <ShowMore pages={members} label="List more people" size="small" className="mt-0" />
      {members.error ? <Banner tone="danger" title="The list of people cannot be read." /> : null}
    </FormDialog>
  );
}
