'use client';

import * as Primitive from 'radix-ui/popover';
import { type ComponentProps, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { usePopover } from '@/components/ui/popover-context';

export type PopoverPanelProps = Omit<ComponentProps<typeof Primitive.Content>, 'asChild'>;

export function PopoverPanel({ className, ...rest }: PopoverPanelProps) {
  const { setOpen, trigger, contentId } = usePopover();
  const wentElsewhere = useRef(false);
  return (
    <Primitive.Root open onOpenChange={setOpen}>
      <Primitive.Anchor virtualRef={{ current: trigger.current ?? document.body }} />
      <Primitive.Portal>
        <Primitive.Content
          id={contentId}
          sideOffset={6}
          collisionPadding={8}
          align="start"
          onInteractOutside={(event) => {
            // The trigger closes by itself; closing here too would open it again with the same click.
            if (event.target instanceof Node && trigger.current?.contains(event.target))
              event.preventDefault();
            else wentElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!wentElsewhere.current) trigger.current?.focus();
          }}
          className={cn(
            'z-50 max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-line-strong bg-surface p-card shadow-floating outline-none',
            className,
          )}
          {...rest}
        />
      </Primitive.Portal>
    </Primitive.Root>
  );
}
