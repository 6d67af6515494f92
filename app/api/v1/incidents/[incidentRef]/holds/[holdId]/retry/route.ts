import { retryHoldEndpoint } from '@/lib/containment/endpoints';
import { retryHold } from '@/lib/containment/server/retry-hold';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(retryHoldEndpoint, retryHold);
