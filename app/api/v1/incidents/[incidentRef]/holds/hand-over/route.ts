import { handOverHoldsEndpoint } from '@/lib/containment/endpoints';
import { handOverHolds } from '@/lib/containment/server/hand-over-holds';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(handOverHoldsEndpoint, handOverHolds);
