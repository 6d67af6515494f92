import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import { notificationHref } from '@/lib/notify/notification';
import type { Notification } from '@/lib/notify/notification-schema';

type Props = {
  notification: Notification;
  onAcknowledge?: (() => void) | undefined;
};

/** One line: how urgent, what, how often, when, and who has seen it. */
export function NotificationItem({ notification, onAcknowledge }: Props) {
  const { severity, text, count, lastAt, incidentRef, acknowledgedAt, acknowledgedByName } = notification;
  const isRed = severity === 'red';
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[6rem_minmax(0,1fr)_auto_9rem]">
      <span className="max-lg:order-1">
        {acknowledgedAt === null ? (
          <Chip tone={isRed ? 'danger' : 'draining'} glyph={isRed ? 'triangle' : 'half'}>
            {isRed ? 'urgent' : 'to look at'}
          </Chip>
        ) : (
          <Chip glyph="check">seen</Chip>
        )}
      </span>
      <span className="min-w-0 max-lg:order-3 max-lg:col-span-2">
        <Link href={notificationHref(notification)} className="wrap-anywhere hover:underline">
          {text}
        </Link>
        {count > 1 ? <span className="text-ink-2 text-small"> {count} times</span> : null}
        {acknowledgedAt === null ? null : (
          <span className="text-ink-3 text-small">
            {' '}
            · {acknowledgedByName}, <TimeText at={acknowledgedAt} show="relative" />
          </span>
        )}
      </span>
      <span className="text-right text-ink-3 text-small max-lg:order-2">
        {incidentRef === null ? '' : `${incidentRef} · `}
        <TimeText at={lastAt} show="relative" />
      </span>
      <span className="max-lg:order-4 max-lg:col-span-2 lg:justify-self-end">
        {acknowledgedAt === null && onAcknowledge ? (
          <Button size="small" className="pointer-coarse:h-control-touch" onClick={onAcknowledge}>
            Acknowledge
          </Button>
        ) : null}
      </span>
    </Row>
  );
}
