'use client';

import { type RefObject, useRef } from 'react';

/** Gives the focus back to the trigger, or to where it was when the dialog opened; Radix only knows its own triggers. */
export function useReturnFocus(trigger?: RefObject<HTMLElement | null>) {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      const element = trigger?.current ?? opener.current;
      if (!(element instanceof HTMLElement) || !element.isConnected || element === document.body) return;
      event.preventDefault();
      element.focus();
    },
  };
}
