import { useEffect, useRef } from 'react';
import { readPreference } from '@/components/ui/preferences';
import { notificationHref } from '@/lib/notify/notification';
import type { Notification } from '@/lib/notify/notification-schema';

const versionOf = ({ notificationId, count }: Notification) => `${notificationId} ${count}`;

/** Where this browser was told to, says so outside the page, while nobody looks at it. */
export function useDesktopNotification(notifications: Notification[]): void {
  const told = useRef<Set<string>>(undefined);
  useEffect(() => {
    // What was there when the page was opened has been seen, or is in its strip.
    const known = told.current;
    told.current = new Set(notifications.map(versionOf));
    if (known === undefined || !document.hidden || !isWanted()) return;
    for (const one of notifications.filter((it) => !known.has(versionOf(it)))) show(one);
  }, [notifications]);
}

function isWanted(): boolean {
  return (
    'Notification' in window &&
    window.Notification.permission === 'granted' &&
    readPreference('desktop', document.cookie) === 'on'
  );
}

/** Several tabs show one, by its tag. */
function show(one: Notification): void {
  const shown = new window.Notification('Holdfast', { body: one.text, tag: one.notificationId });
  shown.addEventListener('click', () => {
    window.focus();
    window.location.assign(notificationHref(one));
    shown.close();
  });
}
