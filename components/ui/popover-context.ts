'use client';

import { createContext, type RefObject, use } from 'react';

export type PopoverState = {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  trigger: RefObject<HTMLButtonElement | null>;
  contentId: string;
};

export const PopoverContext = createContext<PopoverState | null>(null);

export function usePopover(): PopoverState {
  const popover = use(PopoverContext);
  if (!popover) throw new Error('Popover is missing above this component');
  return popover;
}
