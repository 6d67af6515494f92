'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { type Role, roleMeanings, roleNames, roles } from '@/lib/auth/role';
import { roleSchema } from '@/lib/auth/role-schema';

/** A role with what it means, which changes with the choice. */
export function RoleSelect({ defaultRole, error }: { defaultRole: Role; error?: string | undefined }) {
  const [role, setRole] = useState(defaultRole);
  return (
    <Field label="Role" name="role" isRequired error={error} hint={roleMeanings[role]}>
      <Select value={role} onChange={(event) => setRole(roleSchema.parse(event.target.value))}>
        {roles.map((each) => (
          <option key={each} value={each}>
            {roleNames[each]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
