import { readExecutionEndpoint } from '@/lib/executions/endpoints';
import { readExecution } from '@/lib/executions/server/read-execution';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readExecutionEndpoint, readExecution);
