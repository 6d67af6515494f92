'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ShownOnce } from '@/components/account/shown-once';
import { useFreshSignIn } from '@/components/account/use-fresh-sign-in';
import { RoleSelect } from '@/components/members/role-select';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { createTokenInput } from '@/lib/auth/api-token-schema';
import { createTokenEndpoint } from '@/lib/auth/endpoints';
import { tokenList } from '@/lib/auth/queries';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

const lifetimes = [7, 30, 90, 365];

export function CreateTokenDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent title="Make an API token" width="small">
        <TokenForm />
      </DialogContent>
    </Dialog>
  );
}

function TokenForm() {
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { withProof, proofDialog } = useFreshSignIn();
  const create = useMutation({
    mutationFn: async (form: FormData) => {
      const days = form.get('expiresInDays');
      const input = createTokenInput.parse({
        name: form.get('name'),
        role: form.get('role'),
        expiresInDays: days === 'never' ? null : Number(days),
      });
      return withProof(() => callApi(createTokenEndpoint, input, { idempotencyKey }));
    },
    onSettled: () => queryClient.invalidateQueries(tokenList()),
  });
  const errors = formErrors(create.error);
  const fault = formFault(create.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    create.mutate(new FormData(event.currentTarget));
  };

  if (create.data) {
    return (
      <>
        <DialogBody>
          <ShownOnce label="the API token" text={create.data.token}>
            Send it as the header Authorization: Bearer, followed by the token. Keep it where secrets are
            kept.
          </ShownOnce>
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        </DialogFooter>
      </>
    );
  }
  return (
    <>
      <form onSubmit={submit} noValidate className="contents">
        <DialogBody className="grid content-start gap-3.5">
          <Field label="Name" name="name" isRequired error={errors.name} hint="What will use it, and where.">
            <Input autoComplete="off" />
          </Field>
          <RoleSelect defaultRole="viewer" error={errors.role} />
          <Field label="Works for" name="expiresInDays" isRequired error={errors.expiresInDays}>
            <Select defaultValue="90">
              {lifetimes.map((days) => (
                <option key={days} value={days}>
                  {days} days
                </option>
              ))}
              <option value="never">Until it is revoked</option>
            </Select>
          </Field>
          <div role="alert">{fault ? <p className="text-danger">{fault}</p> : null}</div>
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" isBusy={create.isPending}>
            {create.isPending ? 'Making…' : 'Make token'}
          </Button>
        </DialogFooter>
      </form>
      {proofDialog}
    </>
  );
}
