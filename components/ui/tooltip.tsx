'use client';

import * as Primitive from 'radix-ui/tooltip';
import type { ReactNode } from 'react';

export const TooltipProvider = Primitive.Provider;

export type TooltipProps = {
  /** A few words. Never the only place where something is said: a thumb can't hover. */
  text: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes focus. */
  children: ReactNode;
};

export function Tooltip({ text, side = 'bottom', children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-control border border-line-strong bg-surface px-2 py-1 text-ink text-small shadow-floating"
        >
          {text}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
