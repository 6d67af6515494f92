import { z } from 'zod';
import { cancellationSchema } from '@/lib/executions/cancellation-schema';
import { executionDetailSchema, executionSummarySchema } from '@/lib/executions/execution';
import { executionFilterSchema, word } from '@/lib/executions/execution-filter';
import { executionCountsSchema, executionHistogramSchema } from '@/lib/executions/explore-schema';
import { suspicionSchema } from '@/lib/executions/looks-wrong-schema';
import { defineEndpoint, instant, pageOf, pageQuery } from '@/lib/http/endpoint';
import { incidentRefSchema } from '@/lib/incidents/incident-ref';

export const listExecutionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/executions',
  summary:
    'Executions, newest first, by window, status, tool, risk, agent, workspace, who asked, chat, suspicion and text',
  tag: 'executions',
  query: pageQuery.extend(executionFilterSchema.shape),
  answer: pageOf(executionSummarySchema),
});

const executionParams = z.object({ executionId: word });

export const readExecutionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/executions/{executionId}',
  summary: 'One execution with its approval, decisions, invocation, agent and incidents',
  tag: 'executions',
  params: executionParams,
  answer: executionDetailSchema,
});

export const readRawOutputEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/executions/{executionId}/raw',
  summary:
    'The raw output as plain text, straight from XEM; with offset, find or tail one page of it, and its place in headers',
  tag: 'executions',
  params: executionParams,
  query: z.strictObject({
    /** Byte at which the page begins. */
    offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    /** The page begins at the first line that holds this, at or after `offset`. */
    find: word.optional(),
    /** Its last 64 kB. */
    tail: z.stringbool().default(false),
  }),
  answer: z.string(),
});

export const cancelInvocationInput = z.strictObject({
  /** XEM keeps no reason, Holdfast does. */
  reason: z
    .string()
    .max(2_000)
    .refine((text) => !text.includes('\0'), { error: 'holds a NUL character' })
    .trim()
    .min(3, { error: 'say why, in a few words' }),
  /** The incident from which it is asked: its log will tell of it. */
  incidentRef: incidentRefSchema.optional(),
});

export const cancelInvocationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/invocations/{invocationId}/cancel',
  summary: 'Ask XEM once to cancel a call that is queued or runs; conflict when it has ended already',
  tag: 'executions',
  params: z.object({ invocationId: word }),
  body: cancelInvocationInput,
  answer: cancellationSchema,
});

/** What filters can be set to: what occurred in the last 90 days, and the agents and workspaces that are known. */
export const executionFacetsSchema = z.object({
  statuses: z.array(z.string()),
  risks: z.array(z.string()),
  tools: z.array(z.string()),
  agents: z.array(z.object({ agentId: z.string(), name: z.string().nullable() })),
  workspaces: z.array(z.object({ workspaceId: z.string(), name: z.string().nullable() })),
});
export type ExecutionFacets = z.infer<typeof executionFacetsSchema>;

export const readExecutionFacetsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/executions/facets',
  summary:
    'The statuses, risks and tools seen in the last 90 days, and the agents and workspaces that are known',
  tag: 'executions',
  answer: executionFacetsSchema,
});

export const readExecutionCountsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/executions/counts',
  summary:
    'How many executions match by status, risk, tool, agent, workspace and who asked, each under all other filters',
  tag: 'executions',
  query: executionFilterSchema,
  answer: executionCountsSchema,
});

export const readExecutionHistogramEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/executions/histogram',
  summary: 'How many executions match by time and outcome; without since, of the 90 days before until',
  tag: 'executions',
  query: executionFilterSchema,
  answer: executionHistogramSchema,
});

export const suspectSchema = executionSummarySchema.extend({ suspicions: z.array(suspicionSchema) });
export type Suspect = z.infer<typeof suspectSchema>;

export const looksWrongSchema = z.object({
  /** Newest first, without those that an incident explains already. */
  suspects: z.array(suspectSchema),
  /** More look wrong than are listed. */
  isCutShort: z.boolean(),
  /** The last hour in equal steps, oldest first. */
  bucketMs: z.number().int(),
  buckets: z.array(z.object({ at: instant, totalCount: z.number().int(), wrongCount: z.number().int() })),
});
export type LooksWrong = z.infer<typeof looksWrongSchema>;

export const readLooksWrongEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/executions/looks-wrong',
  summary: 'Executions of the last hour that look wrong, and how many ran',
  tag: 'executions',
  answer: looksWrongSchema,
});
