import { readProbeEndpoint } from '@/lib/connection/endpoints';
import { readProbe } from '@/lib/connection/server/read-probe';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readProbeEndpoint, readProbe);
