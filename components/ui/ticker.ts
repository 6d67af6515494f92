'use client';

import { useSyncExternalStore } from 'react';
import { useRenderedAt } from '@/components/ui/time-zone';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let nowMs = 0;

/** One timer for every clock on the page, on the full second, asleep while nobody looks. */
function tick() {
  nowMs = Date.now();
  for (const listener of listeners) listener();
  schedule();
}

function schedule() {
  clearTimeout(timer);
  timer = undefined;
  if (listeners.size === 0 || document.hidden) return;
  timer = setTimeout(tick, 1_000 - (Date.now() % 1_000));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    nowMs = Date.now();
    document.addEventListener('visibilitychange', tick);
    schedule();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', tick);
    schedule();
  };
}

function readNow(): number {
  // Without a timer nobody else keeps the second up to date.
  if (timer === undefined) nowMs = Date.now();
  return Math.floor(nowMs / 1_000) * 1_000;
}

const minuteMs = 60_000;
const toMinute = (ms: number): number => Math.floor(ms / minuteMs) * minuteMs;

/** The present minute: enough to say 'today' by, and to draw again no more often. */
export const useMinute = (): Date => new Date(useTicking(toMinute));

/**
 * What `derive` makes of the present moment, kept up to date each second; renders again only when that changes.
 * On the server and while hydrating, the moment is the one at which the page was rendered.
 */
export function useTicking<Result extends string | number | boolean | null>(
  derive: (nowMs: number) => Result,
): Result {
  const renderedAt = useRenderedAt();
  return useSyncExternalStore(
    subscribe,
    () => derive(readNow()),
    () => derive(renderedAt),
  );
}
