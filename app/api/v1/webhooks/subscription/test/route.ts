import { defineRoute } from '@/lib/http/define-route';
import { testSubscriptionEndpoint } from '@/lib/webhooks/endpoints';
import { testSubscription } from '@/lib/webhooks/server/test-subscription';

export const POST = defineRoute(testSubscriptionEndpoint, testSubscription);
