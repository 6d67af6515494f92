import { defineRoute } from '@/lib/http/define-route';
import { acknowledgeNotificationsEndpoint } from '@/lib/notify/endpoints';
import { acknowledgeNotifications } from '@/lib/notify/server/acknowledge-notifications';

export const POST = defineRoute(acknowledgeNotificationsEndpoint, acknowledgeNotifications);
