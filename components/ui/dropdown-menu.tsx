'use client';

import * as Primitive from 'radix-ui/dropdown-menu';
import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

export const DropdownMenuTrigger = Primitive.Trigger;
export const DropdownMenuRadioGroup = Primitive.RadioGroup;

/** Not modal: a modal menu would hide the page from screen readers while its own trigger still sits there. */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />;
}

export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        align="start"
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-line-strong bg-surface p-1 shadow-floating outline-none',
          className,
        )}
        {...rest}
      />
    </Primitive.Portal>
  );
}

const itemStyle =
  'flex min-h-7.5 select-none items-center gap-2 rounded-[5px] px-2 outline-none data-disabled:opacity-50 ' +
  'data-highlighted:bg-fill pointer-coarse:min-h-control-touch';

export type DropdownMenuItemProps = ComponentProps<typeof Primitive.Item> & { tone?: 'danger' };

export function DropdownMenuItem({ className, tone, ...rest }: DropdownMenuItemProps) {
  return (
    <Primitive.Item className={cn(itemStyle, tone === 'danger' && 'text-danger', className)} {...rest} />
  );
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(itemStyle, className)} {...rest}>
      <span className="grid size-3 place-items-center">
        <Primitive.ItemIndicator className="size-1.5 rounded-full bg-current" />
      </span>
      {children}
    </Primitive.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={cn('px-2 py-1.5 text-ink-3 text-small', className)} {...rest} />;
}

export function DropdownMenuSeparator({ className, ...rest }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn('-mx-1 my-1 h-px bg-line', className)} {...rest} />;
}
