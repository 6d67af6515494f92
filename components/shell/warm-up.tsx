'use client';

import { useEffect } from 'react';

/** Long enough for the page itself to be usable on a slow line. */
const afterMs = 4_000;

const parts = [
  // First what stops something: a stop must not wait for a server that is just being replaced.
  () => import('@/components/containment/stop-dialog'),
  () => import('@/lib/http/api-client'),
  () => import('@/components/ui/dialog-panel'),
  () => import('@/components/ui/confirm-box'),
  () => import('@/components/ui/popover-panel'),
  () => import('@/components/ui/menu-list'),
  () => import('@/components/ui/virtual-rows'),
  () => import('@/components/shell/palette'),
  () => import('@/components/shell/shortcuts-help'),
  () => import('@/components/incidents/declare-dialog'),
  () => import('@/components/console/user-menu-items'),
  // What the pages read again with; an open page outlives the server that gave it out.
  () => import('@/lib/overview/endpoints'),
  () => import('@/lib/executions/endpoints'),
  () => import('@/lib/approvals/endpoints'),
  () => import('@/lib/agents/endpoints'),
  () => import('@/lib/timeline/endpoints'),
  () => import('@/lib/triage/endpoints'),
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
