import { defineRoute } from '@/lib/http/define-route';
import { listDeliveriesEndpoint } from '@/lib/webhooks/endpoints';
import { readDeliveries } from '@/lib/webhooks/server/read-deliveries';

export const GET = defineRoute(listDeliveriesEndpoint, readDeliveries);
