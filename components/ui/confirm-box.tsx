'use client';

import * as Primitive from 'radix-ui/alert-dialog';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { ConfirmDialogProps } from '@/components/ui/confirm-dialog';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { boxStyle, overlayStyle } from '@/components/ui/dialog-style';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useReturnFocus } from '@/components/ui/use-return-focus';

export function ConfirmBox(props: ConfirmDialogProps) {
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
    <Primitive.Root open onOpenChange={props.onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyle} />
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
              <Primitive.Title className="font-semibold text-title tracking-[-0.01em]">
                {title}
              </Primitive.Title>
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
      </Primitive.Portal>
    </Primitive.Root>
  );
}
