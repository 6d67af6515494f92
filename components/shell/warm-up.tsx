'use client';

import { useEffect } from 'react';

/** Long enough for the page itself to be usable on a slow line. */
const afterMs = 4_000;

const parts = [
  () => import('@/components/ui/dialog-panel'),
  () => import('@/components/ui/confirm-box'),
  () => import('@/components/ui/popover-panel'),
  () => import('@/components/ui/menu-list'),
  () => import('@/components/shell/palette'),
  () => import('@/components/shell/shortcuts-help'),
];

/**
 * Fetches what is not needed at first while the line is still good: a dialog must open later too, when the server
 * is being replaced or the network is gone. A failure is no news; the part is asked for again when it is needed.
 */
export function WarmUp() {
  useEffect(() => {
    const timer = setTimeout(async () => {
      for (const part of parts) await part().catch(() => undefined);
    }, afterMs);
    return () => clearTimeout(timer);
  }, []);
  return null;
}
