'use client';

import * as Primitive from 'radix-ui/popover';
import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
export const PopoverClose = Primitive.Close;

/** A small panel beside what opened it. Give it an `aria-label`. */
export function PopoverContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        align="start"
        className={cn(
          'z-50 max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-line-strong bg-surface p-card shadow-floating outline-none',
          className,
        )}
        {...rest}
      />
    </Primitive.Portal>
  );
}
