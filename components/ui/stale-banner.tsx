'use client';

import type { ReactNode } from 'react';
import { Banner } from '@/components/ui/banner';
import { TimeText } from '@/components/ui/time-text';

export type StaleBannerProps = {
  /** Whose data it is, as people know it: 'Executions'. */
  source: string;
  /** When it was last known to be right; `null` when it never was. */
  lastSeenAt: string | null;
  /** What goes on meanwhile: 'Trying again every 5 s.' */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** After three missed intervals: what you read here may have changed. */
export function StaleBanner({ source, lastSeenAt, children, action, className }: StaleBannerProps) {
  return (
    <Banner
      tone="draining"
      title={lastSeenAt === null ? `${source}: nothing received yet` : `${source} may be out of date`}
      action={action}
      {...(className === undefined ? {} : { className })}
    >
      {lastSeenAt === null ? null : (
        <>
          last seen <TimeText at={lastSeenAt} />.
        </>
      )}{' '}
      {children}
    </Banner>
  );
}
