import { readOutsidePausesEndpoint } from '@/lib/containment/endpoints';
import { readOutsidePauses } from '@/lib/containment/server/read-outside-pauses';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readOutsidePausesEndpoint, readOutsidePauses);
