'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';
import type { Account } from '@/lib/members/member-schema';

export function ProfileForm({ account }: { account: Account }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const save = useMutation({
    mutationFn: async (form: FormData) =>
      callLater(
        async () => (await import('@/lib/members/endpoints')).changeAccountEndpoint,
        (await import('@/lib/members/member-schema')).changeAccountInput.parse(Object.fromEntries(form)),
      ),
    // The sidebar shows the name, and the server draws it.
    onSuccess: () => router.refresh(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  });
  const errors = formErrors(save.error);
  const fault = formFault(save.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit} noValidate className="mt-3 grid gap-3">
      <Field label="Name" name="name" isRequired error={errors.name} hint="Stands beside all that you do.">
        <Input autoComplete="name" defaultValue={account.name} />
      </Field>
      <Field label="E-mail" name="email" isRequired error={errors.email} hint="What you sign in with.">
        <Input type="email" autoComplete="email" defaultValue={account.email} />
      </Field>
      <div role="alert">{fault ? <p className="text-danger">{fault}</p> : null}</div>
      <div className="flex items-center gap-3">
        <Button type="submit" isBusy={save.isPending}>
          {save.isPending ? 'Saving…' : 'Save name and e-mail'}
        </Button>
        <span role="status" className="text-ok text-small">
          {save.isSuccess ? 'Saved.' : null}
        </span>
      </div>
    </form>
  );
}
