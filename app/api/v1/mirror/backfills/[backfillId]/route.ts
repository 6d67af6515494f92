import { defineRoute } from '@/lib/http/define-route';
import { readBackfillEndpoint } from '@/lib/mirror/endpoints';
import { readBackfill } from '@/lib/mirror/server/read-backfill';

export const GET = defineRoute(readBackfillEndpoint, readBackfill);
