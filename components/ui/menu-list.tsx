'use client';

import * as Primitive from 'radix-ui/dropdown-menu';
import { Fragment, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import type { MenuItem } from '@/components/ui/menu';

export type MenuListProps = {
  label: string;
  items: readonly MenuItem[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export function MenuList({ label, items, isOpen, onOpenChange }: MenuListProps) {
  const place = useRef<HTMLSpanElement>(null);
  const wentElsewhere = useRef(false);
  return (
    // Not modal: a modal menu hides the page from screen readers while its own button still sits there.
    <Primitive.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      {/* Where the menu opens: over the real button, which was there before this code was. */}
      <Primitive.Trigger asChild>
        <span ref={place} aria-hidden="true" className="pointer-events-none absolute inset-0" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          aria-labelledby={undefined}
          sideOffset={6}
          collisionPadding={8}
          align="start"
          onInteractOutside={(event) => {
            // The button closes by itself; closing here too would open it again with the same click.
            const button = place.current?.previousElementSibling;
            if (event.target instanceof Node && button?.contains(event.target)) event.preventDefault();
            else wentElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const button = place.current?.previousElementSibling;
            if (button instanceof HTMLElement && !wentElsewhere.current) button.focus();
            wentElsewhere.current = false;
          }}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-line-strong bg-surface p-1 shadow-floating outline-none"
        >
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.isParted ? <Primitive.Separator className="-mx-1 my-1 h-px bg-line" /> : null}
              <Primitive.Item
                {...(item.isDisabled ? { disabled: true } : {})}
                onSelect={item.onSelect}
                className={cn(
                  'flex min-h-7.5 select-none items-center gap-2 rounded-[5px] px-2 outline-none data-disabled:opacity-50 data-highlighted:bg-fill pointer-coarse:min-h-control-touch',
                  item.tone === 'danger' && 'text-danger',
                )}
              >
                {item.label}
              </Primitive.Item>
            </Fragment>
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
