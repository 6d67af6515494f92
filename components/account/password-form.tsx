'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { passwordLengths } from '@/lib/members/member';
import type { Account } from '@/lib/members/member-schema';
import { ownAccount } from '@/lib/members/queries';

export function PasswordForm({ account }: { account: Account }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: async (form: HTMLFormElement) => {
      const { setPasswordInput } = await import('@/lib/members/member-schema');
      const input = setPasswordInput.parse(Object.fromEntries(new FormData(form)));
      await callLater(async () => (await import('@/lib/members/endpoints')).setPasswordEndpoint, input);
      return form;
    },
    onSuccess: (form) => form.reset(),
    onSettled: () => queryClient.invalidateQueries(ownAccount()),
  });
  const errors = formErrors(save.error);
  const fault = formFault(save.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(event.currentTarget);
  };
  return (
    <form method="post" onSubmit={submit} noValidate className="mt-3 grid gap-3">
      {/* So that a password manager knows whose password this is. */}
      <input type="hidden" autoComplete="username" value={account.email} readOnly />
      {account.needsCurrentPassword ? (
        <Field label="Current password" name="currentPassword" isRequired error={errors.currentPassword}>
          <Input type="password" autoComplete="current-password" />
        </Field>
      ) : null}
      <Field
        label="New password"
        name="newPassword"
        isRequired
        error={errors.newPassword}
        hint={`${passwordLengths.min} or more characters. Your other devices are signed out.`}
      >
        <Input type="password" autoComplete="new-password" />
      </Field>
      <div role="alert">{fault ? <p className="text-danger">{fault}</p> : null}</div>
      <div className="flex items-center gap-3">
        <Button type="submit" variant={account.hasPassword ? 'default' : 'primary'} isBusy={save.isPending}>
          {save.isPending ? 'Saving…' : 'Set password'}
        </Button>
        <span role="status" className="text-ok text-small">
          {save.isSuccess ? 'Set. You can sign in with it from now on.' : null}
        </span>
      </div>
    </form>
  );
}
