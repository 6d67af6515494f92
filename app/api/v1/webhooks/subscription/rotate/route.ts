import { defineRoute } from '@/lib/http/define-route';
import { rotateSubscriptionEndpoint } from '@/lib/webhooks/endpoints';
import { rotateSubscription } from '@/lib/webhooks/server/rotate-subscription';

export const POST = defineRoute(rotateSubscriptionEndpoint, rotateSubscription);
