import { readRawOutputEndpoint } from '@/lib/executions/endpoints';
import { readRawOutput } from '@/lib/executions/server/read-raw-output';
import { defineStreamRoute } from '@/lib/http/define-route';

export const GET = defineStreamRoute(readRawOutputEndpoint, readRawOutput);
