'use client';

import dynamic from 'next/dynamic';
import { Slot } from 'radix-ui/slot';
import { type ComponentProps, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { PopoverContext, usePopover } from '@/components/ui/popover-context';
import type { PopoverPanelProps } from '@/components/ui/popover-panel';

const loadPanel = () => import('@/components/ui/popover-panel').then((module) => module.PopoverPanel);
const PopoverPanel = dynamic(loadPanel, { ssr: false });

export type PopoverProps = {
  /** Left out: the popover keeps its own state. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
};

/** A panel beside its trigger. What places it is fetched when somebody reaches for it, not with the page. */
export function Popover({ isOpen, onOpenChange, children }: PopoverProps) {
  const [isOwnOpen, setOwnOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const contentId = useId();
  const state = useMemo(
    () => ({
      isOpen: isOpen ?? isOwnOpen,
      setOpen: (next: boolean) => {
        setOwnOpen(next);
        onOpenChange?.(next);
      },
      trigger,
      contentId,
    }),
    [isOpen, isOwnOpen, onOpenChange, contentId],
  );
  return <PopoverContext value={state}>{children}</PopoverContext>;
}

export function PopoverTrigger({ asChild, ...rest }: ComponentProps<'button'> & { asChild?: boolean }) {
  const { isOpen, setOpen, trigger, contentId } = usePopover();
  const Root = asChild ? Slot : 'button';
  return (
    <Root
      ref={trigger}
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-controls={isOpen ? contentId : undefined}
      onClick={() => setOpen(!isOpen)}
      onPointerEnter={loadPanel}
      onFocus={loadPanel}
      {...rest}
    />
  );
}

/** Give it an `aria-label`. */
export function PopoverContent(props: PopoverPanelProps) {
  return usePopover().isOpen ? <PopoverPanel {...props} /> : null;
}
