'use client';

import * as Primitive from 'radix-ui/alert-dialog';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { boxStyle, DialogBody, DialogFooter, overlayStyle, useReturnFocus } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

export type ConfirmDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  /** What will happen, and what can't be undone. */
  description: ReactNode;
  /** Says what the button does: 'Revoke link', never 'OK'. */
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  /** The name to type before it goes ahead, for what is wide or can't be undone. */
  typedName?: string;
  isBusy?: boolean;
  /** What went wrong with the last try; the dialog stays open. */
  error?: ReactNode;
  /** Receives the form, with the fields given as children. Closing is the caller's. */
  onConfirm: (form: FormData) => void;
  children?: ReactNode;
};

/** Asks before something that matters. The focus starts on Cancel, or on the name to type. */
export function ConfirmDialog({ isOpen, onOpenChange, ...rest }: ConfirmDialogProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyle} />
        <ConfirmBox {...rest} />
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function ConfirmBox(props: Omit<ConfirmDialogProps, 'isOpen' | 'onOpenChange'>) {
  const { title, description, confirmLabel, tone = 'primary', typedName, isBusy = false, error } = props;
  const [typedError, setTypedError] = useState<string>();
  const nameInput = useRef<HTMLInputElement>(null);
  const { onOpenAutoFocus, onCloseAutoFocus } = useReturnFocus();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (typedName !== undefined && String(form.get('typedName')).trim() !== typedName) {
      setTypedError(`Type ${typedName} exactly as it is written here.`);
      return;
    }
    setTypedError(undefined);
    props.onConfirm(form);
  }

  return (
    <Primitive.Content
      className={cn(boxStyle, 'md:max-w-110')}
      onOpenAutoFocus={(event) => {
        onOpenAutoFocus();
        if (!nameInput.current) return;
        event.preventDefault();
        nameInput.current.focus();
      }}
      onCloseAutoFocus={onCloseAutoFocus}
    >
      <form onSubmit={submit} noValidate>
        <DialogBody className="grid content-start gap-3 pt-4.5">
          <Primitive.Title className="font-semibold text-title tracking-[-0.01em]">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="text-ink-2">{description}</div>
          </Primitive.Description>
          {props.children}
          {typedName === undefined ? null : (
            <Field
              label={
                <>
                  Type <b className="font-mono text-ink">{typedName}</b> to go on
                </>
              }
              name="typedName"
              error={typedError}
              isRequired
            >
              <Input ref={nameInput} autoComplete="off" autoCapitalize="off" spellCheck={false} />
            </Field>
          )}
          <div role="alert">{error ? <p className="text-danger">{error}</p> : null}</div>
        </DialogBody>
        <DialogFooter>
          <Primitive.Cancel asChild>
            <Button>Cancel</Button>
          </Primitive.Cancel>
          <Button type="submit" variant={tone} isBusy={isBusy}>
            {confirmLabel}
          </Button>
        </DialogFooter>
      </form>
    </Primitive.Content>
  );
}
