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
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { inviteMemberEndpoint } from '@/lib/members/endpoints';
import { inviteMemberInput } from '@/lib/members/member-schema';

export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent title="Invite somebody" width="small">
        <InviteForm />
      </DialogContent>
    </Dialog>
  );
}

function InviteForm() {
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { withProof, proofDialog } = useFreshSignIn();
  const invite = useMutation({
    mutationFn: async (form: FormData) =>
      withProof(() =>
        callApi(inviteMemberEndpoint, inviteMemberInput.parse(Object.fromEntries(form)), { idempotencyKey }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  });
  const errors = formErrors(invite.error);
  const fault = formFault(invite.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    invite.mutate(new FormData(event.currentTarget));
  };

  if (invite.data) {
    const { member, signInLink } = invite.data;
    return (
      <>
        <DialogBody>
          <ShownOnce label="the sign-in link" text={signInLink.url}>
            {`Give it to ${member.name} in a way that only they can read. It works once, for 24 hours.`}
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
          <Field label="Name" name="name" isRequired error={errors.name}>
            <Input autoComplete="off" />
          </Field>
          <Field
            label="E-mail"
            name="email"
            isRequired
            error={errors.email}
            hint="What they will sign in with."
          >
            <Input type="email" autoComplete="off" />
          </Field>
          <RoleSelect defaultRole="responder" error={errors.role} />
          <div role="alert">{fault ? <p className="text-danger">{fault}</p> : null}</div>
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" isBusy={invite.isPending}>
            {invite.isPending ? 'Inviting…' : 'Invite and make a link'}
          </Button>
        </DialogFooter>
      </form>
      {proofDialog}
    </>
  );
}
