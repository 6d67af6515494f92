import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

/** The filters whose values are counted, by their names in the filter. */
export const facetNames = ['status', 'risk', 'tool', 'agentId', 'workspaceId', 'requestedBy'] as const;
export type FacetName = (typeof facetNames)[number];

const facetSchema = z.object({
  /** Most frequent first, and whatever the filter is set to. `name` where the value is an id of something that has one. */
  values: z.array(z.object({ value: z.string(), name: z.string().nullable(), count: z.number().int() })),
  /** Counted in the newest 10,000 that match; each count is then the least there are. */
  isCapped: z.boolean(),
  /** There are more values than are told, each less frequent than these. */
  isCut: z.boolean(),
  /** False where counting took too long. */
  isCounted: z.boolean(),
});
export type Facet = z.infer<typeof facetSchema>;

/** For each filter, how many match by value under all the other filters. */
export const executionCountsSchema = z.object({
  status: facetSchema,
  risk: facetSchema,
  tool: facetSchema,
  agentId: facetSchema,
  workspaceId: facetSchema,
  requestedBy: facetSchema,
  /** How many match in all; null where counting took too long. */
  total: z.number().int().nullable(),
  /** There are more than `total`. */
  isTotalCapped: z.boolean(),
});
export type ExecutionCounts = z.infer<typeof executionCountsSchema>;

const count = z.number().int();

export const executionHistogramSchema = z.object({
  since: instant,
  until: instant,
  bucketMs: z.number().int(),
  /** By time, oldest first, in equal steps that begin at round times in UTC; null where counting took too long. */
  buckets: z
    .array(
      z.object({
        at: instant,
        counts: z.object({ completed: count, failed: count, open: count, stopped: count, unclear: count }),
      }),
    )
    .nullable(),
});
export type ExecutionHistogram = z.infer<typeof executionHistogramSchema>;
