import { listAgentsEndpoint } from '@/lib/agents/endpoints';
import { readAgents } from '@/lib/agents/server/read-agents';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listAgentsEndpoint, readAgents);
