import { readAgentFacetsEndpoint } from '@/lib/agents/endpoints';
import { readAgentFacets } from '@/lib/agents/server/read-agent-facets';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readAgentFacetsEndpoint, readAgentFacets);
