import { readExecutionHistogramEndpoint } from '@/lib/executions/endpoints';
import { readExecutionHistogram } from '@/lib/executions/server/read-execution-histogram';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readExecutionHistogramEndpoint, readExecutionHistogram);
