'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ShownOnce } from '@/components/account/shown-once';
import { useFreshSignIn } from '@/components/account/use-fresh-sign-in';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { callApi } from '@/lib/http/api-client';
import { formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { issueMemberLinkEndpoint } from '@/lib/members/endpoints';
import type { Member } from '@/lib/members/member-schema';

/** A new one-time link for who was invited long ago, or forgot the password. */
export function LinkDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  return (
    <Dialog isOpen={member !== null} onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent title={`New sign-in link for ${member?.name ?? ''}`} width="small">
        {member ? <LinkSteps key={member.memberId} member={member} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function LinkSteps({ member }: { member: Member }) {
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { withProof, proofDialog } = useFreshSignIn();
  const issue = useMutation({
    mutationFn: () =>
      withProof(() => callApi(issueMemberLinkEndpoint, { memberId: member.memberId }, { idempotencyKey })),
  });
  const fault = formFault(issue.error);
  return (
    <>
      <DialogBody className="grid content-start gap-3">
        {issue.data ? (
          <ShownOnce label="the sign-in link" text={issue.data.url}>
            {`Give it to ${member.name} in a way that only they can read. It works once, for 24 hours, and lets them set a new password.`}
          </ShownOnce>
        ) : (
          <p className="text-ink-2">
            Whoever opens it is {member.name} from then on. Earlier links that were not used stop working.
          </p>
        )}
        <div role="alert">{fault ? <p className="text-danger">{fault}</p> : null}</div>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant={issue.data ? 'primary' : 'default'}>{issue.data ? 'Done' : 'Cancel'}</Button>
        </DialogClose>
        {issue.data ? null : (
          <Button variant="primary" isBusy={issue.isPending} onClick={() => issue.mutate()}>
            {issue.isPending ? 'Making…' : 'Make a link'}
          </Button>
        )}
      </DialogFooter>
      {proofDialog}
    </>
  );
}
