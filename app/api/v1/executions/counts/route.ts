import { readExecutionCountsEndpoint } from '@/lib/executions/endpoints';
import { readExecutionCounts } from '@/lib/executions/server/read-execution-counts';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readExecutionCountsEndpoint, readExecutionCounts);
