import { listAgentEventsEndpoint } from '@/lib/agents/endpoints';
import { readAgentEvents } from '@/lib/agents/server/read-agent-events';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listAgentEventsEndpoint, readAgentEvents);
