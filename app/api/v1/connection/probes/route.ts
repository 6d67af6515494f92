import { listProbesEndpoint, requestProbeEndpoint } from '@/lib/connection/endpoints';
import { readProbes } from '@/lib/connection/server/read-probes';
import { requestProbe } from '@/lib/connection/server/request-probe';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listProbesEndpoint, readProbes);
export const POST = defineRoute(requestProbeEndpoint, requestProbe);
