import { defineRoute } from '@/lib/http/define-route';
import { checkSubscriptionEndpoint } from '@/lib/webhooks/endpoints';
import { readSubscriptionCheck } from '@/lib/webhooks/server/read-subscription-check';

export const GET = defineRoute(checkSubscriptionEndpoint, readSubscriptionCheck);
