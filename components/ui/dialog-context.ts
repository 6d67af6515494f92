'use client';

import { createContext, type RefObject, use } from 'react';

export type DialogState = {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  /** Its own trigger, when it has one. */
  trigger: RefObject<HTMLButtonElement | null>;
};

export const DialogContext = createContext<DialogState | null>(null);

export function useDialog(): DialogState {
  const dialog = use(DialogContext);
  if (!dialog) throw new Error('Dialog is missing above this component');
  return dialog;
}
