'use client';

import { Slot } from 'radix-ui/slot';
import type { ReactElement } from 'react';

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left';

type TooltipProps = {
  /** A few words. Never the only place where something is said: a thumb can't hover. */
  text: string;
  side?: TooltipSide;
  /** The text is already the child's name, so it isn't read twice. */
  isName?: boolean;
  /** One element that takes focus. */
  children: ReactElement;
};

/** Marks the child; the one `TooltipHost` of the page draws the bubble. */
export function Tooltip({ text, side = 'bottom', isName = false, children }: TooltipProps) {
  return (
    <Slot data-tooltip={text} data-tooltip-side={side} aria-description={isName ? undefined : text}>
      {children}
    </Slot>
  );
}
