'use client';

import { X } from 'lucide-react';
import * as Primitive from 'radix-ui/dialog';
import { type ComponentProps, type ReactNode, useRef } from 'react';
import { cn } from '@/components/ui/cn';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

const widths = { small: 'md:max-w-110', medium: 'md:max-w-150', large: 'md:max-w-180' } as const;

export type DialogContentProps = {
  title: ReactNode;
  description?: ReactNode;
  width?: keyof typeof widths;
  children: ReactNode;
  className?: string;
};

/** The box itself: centred on a desk, the whole screen on a phone. Put `DialogBody` and `DialogFooter` into it. */
export function DialogContent({
  title,
  description,
  width = 'medium',
  className,
  children,
}: DialogContentProps) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayStyle} />
      <Primitive.Content
        className={cn(boxStyle, widths[width], className)}
        {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        {...returnFocus}
      >
        <header className="px-gutter pt-4.5 pr-14 pb-3">
          <Primitive.Title className="font-semibold text-title tracking-[-0.01em]">{title}</Primitive.Title>
          {description === undefined ? null : (
            <Primitive.Description className="mt-0.5 text-ink-2">{description}</Primitive.Description>
          )}
        </header>
        {children}
        {/* Last, so that the focus starts in the content. */}
        <Primitive.Close
          aria-label="Close"
          className="absolute top-3.5 right-3.5 inline-grid size-control place-items-center rounded-control text-ink-2 hover:bg-fill pointer-coarse:top-2 pointer-coarse:right-2"
        >
          <X size={15} aria-hidden="true" />
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** Scrolls when it must, so that the footer with its buttons stays in reach. */
export function DialogBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('min-h-0 flex-1 overflow-y-auto px-gutter pb-4', className)} {...rest} />;
}

/** Small print on the left, buttons on the right; stacked under a thumb on a phone. */
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

export const overlayStyle = 'fixed inset-0 z-40 bg-scrim';

export const boxStyle = cn(
  'fixed z-50 flex w-full flex-col overflow-hidden border-line-strong bg-surface shadow-floating outline-none',
  'max-md:inset-0 max-md:h-dvh',
  'md:top-1/2 md:left-1/2 md:max-h-[min(86dvh,56rem)] md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-dialog md:border',
  // A form inside passes the height on, so that its body scrolls and its footer stays.
  '[&>form]:flex [&>form]:min-h-0 [&>form]:flex-1 [&>form]:flex-col',
);

/** Radix gives the focus back to a trigger of its own; a dialog opened from elsewhere gives it back to where it was. */
export function useReturnFocus() {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      const element = opener.current;
      if (!(element instanceof HTMLElement) || !element.isConnected || element === document.body) return;
      event.preventDefault();
      element.focus();
    },
  };
}
