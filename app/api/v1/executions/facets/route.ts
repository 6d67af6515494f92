import { readExecutionFacetsEndpoint } from '@/lib/executions/endpoints';
import { readExecutionFacets } from '@/lib/executions/server/read-execution-facets';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readExecutionFacetsEndpoint, readExecutionFacets);
