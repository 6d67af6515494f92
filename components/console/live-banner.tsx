'use client';

import { Banner } from '@/components/ui/banner';
import type { LiveStatus } from '@/lib/live/live-connection';

/** Says that this page no longer hears of changes; while it does, nothing is shown. */
export function LiveBanner({ status }: { status: LiveStatus }) {
  if (status !== 'lost') return null;
  return (
    <Banner tone="draining" title="No live connection" className="rounded-none border-x-0 border-t-0">
      What you read here may have changed. Connecting again; notes and updates you write are still sent.
    </Banner>
  );
}
