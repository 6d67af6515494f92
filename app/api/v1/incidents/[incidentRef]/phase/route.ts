import { defineRoute } from '@/lib/http/define-route';
import { changePhaseEndpoint } from '@/lib/incidents/endpoints';
import { changePhase } from '@/lib/incidents/server/change-phase';

export const POST = defineRoute(changePhaseEndpoint, changePhase);
