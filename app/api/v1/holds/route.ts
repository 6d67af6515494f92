import { readHeldNowEndpoint } from '@/lib/containment/endpoints';
import { readHeldNow } from '@/lib/containment/server/read-held-now';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readHeldNowEndpoint, readHeldNow);
