import { defineRoute } from '@/lib/http/define-route';
import { cancelBackfillEndpoint } from '@/lib/mirror/endpoints';
import { cancelBackfill } from '@/lib/mirror/server/cancel-backfill';

export const POST = defineRoute(cancelBackfillEndpoint, cancelBackfill);
