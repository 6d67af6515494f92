import { z } from 'zod';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';
import { acknowledgeInput, notificationSchema } from '@/lib/notify/notification-schema';

const tag = 'Notifications';

export const listNotificationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/notifications',
  summary: 'Notifications, newest first; those that nobody has acknowledged, or all',
  tag,
  query: pageQuery.extend({ state: z.enum(['open', 'all']).default('open') }),
  answer: pageOf(notificationSchema),
});

export const acknowledgeNotificationsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/notifications/acknowledge',
  summary: 'Say that somebody has seen these; one that has grown since `seen_at` stays open',
  tag,
  body: acknowledgeInput,
  answer: z.object({ acknowledgedCount: z.number().int() }),
});
