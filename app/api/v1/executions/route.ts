import { listExecutionsEndpoint } from '@/lib/executions/endpoints';
import { readExecutions } from '@/lib/executions/server/read-executions';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listExecutionsEndpoint, readExecutions);
