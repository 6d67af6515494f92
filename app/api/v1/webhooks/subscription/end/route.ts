import { defineRoute } from '@/lib/http/define-route';
import { endSubscriptionEndpoint } from '@/lib/webhooks/endpoints';
import { endSubscription } from '@/lib/webhooks/server/end-subscription';

export const POST = defineRoute(endSubscriptionEndpoint, endSubscription);
