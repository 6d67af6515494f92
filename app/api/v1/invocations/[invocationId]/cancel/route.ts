import { cancelInvocationEndpoint } from '@/lib/executions/endpoints';
import { cancelInvocation } from '@/lib/executions/server/cancel-invocation';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(cancelInvocationEndpoint, cancelInvocation);
