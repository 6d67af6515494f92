import { defineRoute } from '@/lib/http/define-route';
import { createSubscriptionEndpoint } from '@/lib/webhooks/endpoints';
import { createSubscription } from '@/lib/webhooks/server/create-subscription';

export const POST = defineRoute(createSubscriptionEndpoint, createSubscription);
