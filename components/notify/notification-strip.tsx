'use client';

import Link from 'next/link';
import { useAcknowledge } from '@/components/notify/use-acknowledge';
import { useDesktopNotification } from '@/components/notify/use-desktop-notification';
import { useTitleCount } from '@/components/notify/use-title-count';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import { toneBox } from '@/components/ui/tone';
import { notificationHref } from '@/lib/notify/notification';
import type { Notification } from '@/lib/notify/notification-schema';

export type NotificationStripProps = {
  /** Newest first. */
  data: Notification[];
  nextCursor: string | null;
  mayAcknowledge: boolean;
};

/** What must not wait, on every page: the most urgent of it, and the way to all. */
export function NotificationStrip({ data, nextCursor, mayAcknowledge }: NotificationStripProps) {
  const acknowledge = useAcknowledge();
  const isMore = nextCursor !== null;
  useTitleCount(data.length);
  useDesktopNotification(data);
  const first = data.find(({ severity }) => severity === 'red') ?? data[0];
  if (!first) return null;
  const isRed = first.severity === 'red';
  return (
    <section
      aria-label="Notifications"
      className={cn(
        'flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-gutter py-2 print:hidden',
        toneBox[isRed ? 'danger' : 'draining'],
      )}
    >
      {/* Heard as it comes, whatever somebody is doing; the buttons are not part of it. */}
      <p role={isRed ? 'alert' : 'status'} className="flex min-w-0 flex-1 basis-60 items-baseline gap-2">
        <StatusGlyph glyph={isRed ? 'triangle' : 'half'} className="shrink-0 self-center" />
        <span className="min-w-0">
          <Link href={notificationHref(first)} className="wrap-anywhere font-medium text-ink hover:underline">
            {first.text}
          </Link>{' '}
          <span className="text-ink-2 text-small">
            {first.count > 1 ? `${first.count} times, ` : ''}
            <TimeText at={first.lastAt} show="relative" />
          </span>
        </span>
      </p>
      <span className="flex flex-wrap items-center gap-2">
        {data.length > 1 ? (
          <Button asChild size="small" className="pointer-coarse:h-control-touch">
            <Link href="/notifications">
              All {data.length}
              {isMore ? ' and more' : ''}
            </Link>
          </Button>
        ) : null}
        {mayAcknowledge ? (
          <Button
            size="small"
            className="pointer-coarse:h-control-touch"
            isBusy={acknowledge.isPending}
            onClick={() => acknowledge.mutate([first])}
          >
            Acknowledge
          </Button>
        ) : null}
      </span>
      {acknowledge.error ? (
        <p role="alert" className="basis-full text-danger text-small">
          {acknowledge.error.message}
        </p>
      ) : null}
    </section>
  );
}
