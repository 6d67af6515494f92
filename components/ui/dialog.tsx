'use client';

import dynamic from 'next/dynamic';
import { Slot } from 'radix-ui/slot';
import { type ComponentProps, type ReactNode, useMemo, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { DialogContext, useDialog } from '@/components/ui/dialog-context';
import type { DialogPanelProps } from '@/components/ui/dialog-panel';

const loadPanel = () => import('@/components/ui/dialog-panel').then((module) => module.DialogPanel);
const DialogPanel = dynamic(loadPanel, { ssr: false });

export type DialogProps = {
  /** Left out: the dialog keeps its own state, for use with `DialogTrigger`. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
};

/** A modal dialog. The code that traps the focus is fetched apart from the page. */
export function Dialog({ isOpen, onOpenChange, children }: DialogProps) {
  const [isOwnOpen, setOwnOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const state = useMemo(
    () => ({
      isOpen: isOpen ?? isOwnOpen,
      setOpen: (next: boolean) => {
        setOwnOpen(next);
        onOpenChange?.(next);
      },
      trigger,
    }),
    [isOpen, isOwnOpen, onOpenChange],
  );
  return <DialogContext value={state}>{children}</DialogContext>;
}

type AsChild = ComponentProps<'button'> & { asChild?: boolean };

export function DialogTrigger({ asChild, ...rest }: AsChild) {
  const { isOpen, setOpen, trigger } = useDialog();
  const Root = asChild ? Slot : 'button';
  return (
    <Root
      ref={trigger}
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => setOpen(true)}
      onPointerEnter={loadPanel}
      onFocus={loadPanel}
      {...rest}
    />
  );
}

export function DialogClose({ asChild, ...rest }: AsChild) {
  const { setOpen } = useDialog();
  const Root = asChild ? Slot : 'button';
  return <Root type="button" onClick={() => setOpen(false)} {...rest} />;
}

/** The box itself: centred on a desk, the whole screen on a phone. Put `DialogBody` and `DialogFooter` into it. */
export function DialogContent(props: DialogPanelProps) {
  return useDialog().isOpen ? <DialogPanel {...props} /> : null;
}

/** Scrolls when it must, so that the footer with its buttons stays in reach. */
export function DialogBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('min-h-0 flex-1 overflow-y-auto px-gutter pb-4', className)} {...rest} />;
}

/** Small print on the left, buttons on the right; side by side under a thumb on a phone. */
export function DialogFooter({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'flex flex-wrap items-center justify-end gap-2 border-t px-gutter pt-3 pb-4 max-md:[&>button]:h-control-touch max-md:[&>button]:flex-1',
        className,
      )}
      {...rest}
    />
  );
}
