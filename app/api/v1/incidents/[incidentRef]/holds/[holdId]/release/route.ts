import { releaseHoldEndpoint } from '@/lib/containment/endpoints';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(releaseHoldEndpoint, releaseHold);
