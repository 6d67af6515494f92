import { defineRoute } from '@/lib/http/define-route';
import { listBackfillsEndpoint, requestBackfillEndpoint } from '@/lib/mirror/endpoints';
import { readBackfills } from '@/lib/mirror/server/read-backfills';
import { requestBackfill } from '@/lib/mirror/server/request-backfill';

export const GET = defineRoute(listBackfillsEndpoint, readBackfills);
export const POST = defineRoute(requestBackfillEndpoint, requestBackfill);
