import { placeHoldEndpoint, readContainmentEndpoint } from '@/lib/containment/endpoints';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readContainmentEndpoint, readContainment);
export const POST = defineRoute(placeHoldEndpoint, placeHold);
