import { defineRoute } from '@/lib/http/define-route';
import { readDeliveryEndpoint } from '@/lib/webhooks/endpoints';
import { readDelivery } from '@/lib/webhooks/server/read-delivery';

export const GET = defineRoute(readDeliveryEndpoint, readDelivery);
