import { z } from 'zod';
import { agentDetailSchema, agentEventSchema, agentSchema } from '@/lib/agents/agent';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';

const tag = 'agents';

export const listAgentsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agents',
  summary: 'Agents by name, with lease, pauses, holds and load; those gone from XEM on request',
  tag,
  query: pageQuery.extend({
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
    includeGone: z.stringbool().default(false),
  }),
  answer: pageOf(agentSchema),
});

const params = z.object({ agentId: z.string().min(1).max(500) });

export const readAgentEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agents/{agentId}',
  summary: 'One agent with its tools, its open calls and the record as XEM gave it',
  tag,
  params,
  answer: agentDetailSchema,
});

export const listAgentEventsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agents/{agentId}/events',
  summary: 'What happened to an agent, newest first',
  tag,
  params,
  query: pageQuery,
  answer: pageOf(agentEventSchema),
});
