import { readAgentEndpoint } from '@/lib/agents/endpoints';
import { readAgent } from '@/lib/agents/server/read-agent';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readAgentEndpoint, readAgent);
