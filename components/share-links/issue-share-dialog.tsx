'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ShownOnce } from '@/components/account/shown-once';
import { IssueShareFields } from '@/components/share-links/issue-share-fields';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { issueShareEndpoint } from '@/lib/share/endpoints';
import { issueShareInput } from '@/lib/share/share-link-schema';

export type IssueShareDialogProps = { incidentRef: string; isOpen: boolean; onClose: () => void };

export function IssueShareDialog({ incidentRef, isOpen, onClose }: IssueShareDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent title="Issue a share link" description={`To read ${incidentRef} without an account`}>
        <IssueShareForm incidentRef={incidentRef} />
      </DialogContent>
    </Dialog>
  );
}

function IssueShareForm({ incidentRef }: { incidentRef: string }) {
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const issue = useMutation({
    mutationFn: async (form: FormData) => {
      const { expiresInDays, ...rest } = Object.fromEntries(form);
      const input = issueShareInput.parse({ ...rest, expiresInDays: Number(expiresInDays) });
      return callApi(issueShareEndpoint, { incidentRef, ...input }, { idempotencyKey });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef, 'share'] }),
  });
  const fault = formFault(issue.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    issue.mutate(new FormData(event.currentTarget));
  };

  if (issue.data) {
    return (
      <>
        <DialogBody>
          <ShownOnce label="the share link" text={issue.data.url}>
            {`Send it to ${issue.data.share.label}. Whoever has it can read the page until it expires or is revoked.`}
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
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody className="grid content-start gap-3.5">
        <IssueShareFields incidentRef={incidentRef} errors={formErrors(issue.error)} />
        <div role="alert">{fault ? <p className="text-danger">{fault}</p> : null}</div>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={issue.isPending}>
          {issue.isPending ? 'Issuing…' : 'Issue link'}
        </Button>
      </DialogFooter>
    </form>
  );
}
