import { z } from 'zod';
import {
  agentDetailSchema,
  agentEventSchema,
  agentFacetsSchema,
  agentSchema,
  manifestSchema,
} from '@/lib/agents/agent';
import { agentSorts } from '@/lib/agents/agent-filter';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';

const tag = 'agents';

export const listAgentsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agents',
  summary: 'Agents by name or by load, with lease, pauses, holds and load; those gone from XEM on request',
  tag,
  query: pageQuery.extend({
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
    includeGone: z.stringbool().default(false),
    status: z.array(z.string().max(200)).max(50).optional(),
    workspaceId: z.array(z.string().max(500)).max(200).optional(),
    /** Part of the name or the id. */
    text: z.string().max(200).optional(),
    /** Held by an incident, in whole or in part. */
    held: z.stringbool().default(false),
    /** Paused by somebody outside Holdfast. */
    pausedOutside: z.stringbool().default(false),
    /** Its lease has lapsed. */
    offline: z.stringbool().default(false),
    sort: z.enum(agentSorts).default('name'),
  }),
  answer: pageOf(agentSchema),
});

const params = z.object({ agentId: z.string().min(1).max(500) });

export const readAgentFacetsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agents/facets',
  summary:
    'How many agents there are, are held, paused outside and offline; statuses and workspaces with counts',
  tag,
  answer: agentFacetsSchema,
});

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

export const readAgentManifestEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agents/{agentId}/manifest',
  summary: 'The tools of an agent with their risk, and where that is known from',
  tag,
  params,
  answer: manifestSchema,
});
