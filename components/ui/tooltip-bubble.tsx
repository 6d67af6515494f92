'use client';

import * as Primitive from 'radix-ui/tooltip';
import type { TooltipSide } from '@/components/ui/tooltip';

/** The bubble over an element that was there before this code was: an unseen twin of its box stands in as trigger. */
export function TooltipBubble({ target }: { target: HTMLElement }) {
  const { left, top, width, height } = target.getBoundingClientRect();
  return (
    <Primitive.Provider>
      <Primitive.Root open>
        <Primitive.Trigger asChild>
          <span
            aria-hidden="true"
            className="pointer-events-none fixed"
            style={{ left, top, width, height }}
          />
        </Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            data-tooltip-bubble=""
            side={sideOf(target.dataset.tooltipSide)}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 rounded-control border border-line-strong bg-surface px-2 py-1 text-ink text-small shadow-floating"
          >
            {target.dataset.tooltip}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}

function sideOf(value: string | undefined): TooltipSide {
  return value === 'top' || value === 'right' || value === 'left' ? value : 'bottom';
}
