'use client';

import { X } from 'lucide-react';
import * as Primitive from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { useDialog } from '@/components/ui/dialog-context';
import { boxStyle, overlayStyle } from '@/components/ui/dialog-style';
import { useReturnFocus } from '@/components/ui/use-return-focus';

const widths = { small: 'md:max-w-110', medium: 'md:max-w-150', large: 'md:max-w-180' } as const;

export type DialogPanelProps = {
  title: ReactNode;
  description?: ReactNode;
  width?: keyof typeof widths;
  className?: string;
  children: ReactNode;
};

export function DialogPanel({ title, description, width = 'medium', className, children }: DialogPanelProps) {
  const { setOpen, trigger } = useDialog();
  const returnFocus = useReturnFocus(trigger);
  return (
    <Primitive.Root open onOpenChange={setOpen}>
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
    </Primitive.Root>
  );
}
