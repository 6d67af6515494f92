import { z } from 'zod';
import { defineEndpoint, instant, pageOf, pageQuery } from '@/lib/http/endpoint';
import { backfillSchema, mirrorSchema, requestBackfillInput } from '@/lib/mirror/backfill-schema';
import { sourceFreshnessSchema } from '@/lib/mirror/freshness';

/** What XEM says of itself, and how fresh our copy of each of its parts is. */
export const healthSchema = z.object({
  /** XEM's own word, or null while it has never been heard. */
  status: z.string().nullable(),
  services: z.array(z.object({ name: z.string(), status: z.string(), detail: z.string().nullable() })),
  observedAt: instant.nullable(),
  sources: z.array(sourceFreshnessSchema),
});
export type Health = z.infer<typeof healthSchema>;

export const readHealthEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/health',
  summary: 'Health of XEM by its own account, and the freshness of every mirrored source',
  tag: 'health',
  answer: healthSchema,
});

const backfillParams = z.object({ backfillId: z.uuid() });

export const readMirrorEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mirror',
  summary: 'How much of the history of XEM is kept, and for how long',
  tag: 'mirror',
  answer: mirrorSchema,
});

export const listBackfillsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mirror/backfills',
  summary: 'List the back-fills of history, newest first',
  tag: 'mirror',
  query: pageQuery.extend({ cursor: z.uuid().optional() }),
  answer: pageOf(backfillSchema),
});

export const requestBackfillEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mirror/backfills',
  summary: 'Ask for older executions; one back-fill works at a time',
  tag: 'mirror',
  body: requestBackfillInput,
  answer: backfillSchema,
  status: 201,
});

export const readBackfillEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mirror/backfills/{backfillId}',
  summary: 'How far a back-fill has come',
  tag: 'mirror',
  params: backfillParams,
  answer: backfillSchema,
});

export const cancelBackfillEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mirror/backfills/{backfillId}/cancel',
  summary: 'End a back-fill; what it has read is kept',
  tag: 'mirror',
  params: backfillParams,
  answer: backfillSchema,
});
