import { z } from 'zod';
import { instant, pageQuery } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';
import { leastRisks } from '@/lib/timeline/least-risk';
import { entryKindSchema, entrySourceSchema } from '@/lib/timeline/timeline-entry-schema';

const text = z.string().trim().min(1, { error: 'is required' }).max(4_000);

export const addNoteInput = z.strictObject({
  text,
  /** By default now; at most a minute ahead. */
  happenedAt: instant.optional(),
});

export const correctEntryInput = z.strictObject({
  text: text.optional(),
  happenedAt: instant.optional(),
  reason: z.string().trim().min(1, { error: 'is required' }).max(2_000),
});

export const pinEntryInput = z.strictObject({
  /** How the story tells it; absent leaves an earlier caption, null takes it away. */
  caption: z.string().trim().min(1).max(500).nullable().optional(),
});

export const entryParams = incidentParams.extend({ entryId: z.uuid() });

export const timelineQuery = pageQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  order: z.enum(['oldest', 'newest']).default('oldest'),
  /** Whether the page lies after the cursor or before it, in the given order. */
  direction: z.enum(['next', 'previous']).default('next'),
  source: z.array(entrySourceSchema).optional(),
  kind: z.array(entryKindSchema).optional(),
  /** Leaves out calls known to be less risky than this; what has no risk stays. */
  leastRisk: z.enum(leastRisks).optional(),
  text: z.string().trim().min(1).max(200).optional(),
  since: instant.optional(),
  until: instant.optional(),
  /** Only entries written after this one: what a reader has not seen yet. */
  afterSequence: z.coerce.number().int().min(0).optional(),
});
