import { withdrawHoldEndpoint } from '@/lib/containment/endpoints';
import { withdrawHold } from '@/lib/containment/server/withdraw-hold';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(withdrawHoldEndpoint, withdrawHold);
