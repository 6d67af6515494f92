'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

export type FormDialogProps = {
  title: string;
  description?: string;
  /** What the button does, and says while it does it. */
  action: string;
  busyAction: string;
  isBusy: boolean;
  /** What went wrong where no field is to blame. */
  fault: string | null;
  /** The key is made when the dialog opens, so that a second press writes nothing twice. */
  onSubmit: (form: FormData, idempotencyKey: string) => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog around a few fields. Mount it to open it. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, action, busyAction, isBusy, fault, onSubmit, onClose, children } = props;
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!isBusy) onSubmit(new FormData(event.currentTarget), idempotencyKey);
  };
  return (
    <Dialog isOpen onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent title={title} {...(description !== undefined && { description })} width="small">
        <form onSubmit={submit} noValidate className="contents">
          <DialogBody className="grid content-start gap-3.5">
            {children}
            {fault ? <Banner tone="danger" title={fault} /> : null}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" isBusy={isBusy}>
              {isBusy ? busyAction : action}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
