'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';

const TooltipBubble = dynamic(
  () => import('@/components/ui/tooltip-bubble').then((module) => module.TooltipBubble),
  {
    ssr: false,
  },
);

const delayMs = 400;

/** Place once. Watches the page for what carries a tooltip, and fetches the bubble with the first one. */
export function TooltipHost() {
  const [target, setTarget] = useState<HTMLElement | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (element: HTMLElement | null, afterMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => setTarget(element), afterMs);
    };
    const onPointerOver = (event: PointerEvent) => {
      if (event.pointerType === 'touch' || isBubble(event.target)) return clearTimeout(timer);
      const element = carrierOf(event.target);
      show(element, element ? delayMs : 150);
    };
    const onFocusIn = (event: FocusEvent) => {
      const element = carrierOf(event.target);
      show(element?.matches(':focus-visible') ? element : null, 0);
    };
    const hide = () => show(null, 0);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('pointerover', onPointerOver);
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', onPointerOver);
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  return target?.isConnected ? <TooltipBubble key={target.dataset.tooltip} target={target} /> : null;
}

function carrierOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tooltip]') : null;
}

/** The pointer may travel onto the bubble, to read it enlarged. */
function isBubble(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-tooltip-bubble]') !== null;
}
