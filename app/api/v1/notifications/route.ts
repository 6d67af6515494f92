import { defineRoute } from '@/lib/http/define-route';
import { listNotificationsEndpoint } from '@/lib/notify/endpoints';
import { readNotifications } from '@/lib/notify/server/read-notifications';

export const GET = defineRoute(listNotificationsEndpoint, readNotifications);
