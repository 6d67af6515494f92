import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { sourceNameSchema } from '@/lib/mirror/source-schema';
import { timelineEntrySchema } from '@/lib/timeline/timeline-entry-schema';

export const pinSchema = z.object({
  caption: z.string().nullable(),
  pinnedByName: z.string(),
  pinnedAt: instant,
});

const versionSchema = z.object({
  text: z.string().nullable(),
  happenedAt: instant,
  recordedAt: instant,
  authorName: z.string().nullable(),
});

/**
 * An entry as people read it: its newest wording and time, and what stood there before. `entryId` stays that of the
 * first version; `versionId` names the newest, which is the one to correct.
 */
export const timelineItemSchema = timelineEntrySchema.omit({ hash: true }).extend({
  versionId: z.string(),
  /** Why the newest version was written; null for what was never corrected. */
  correction: z
    .object({ reason: z.string(), authorName: z.string().nullable(), recordedAt: instant })
    .nullable(),
  /** What stood there before, oldest first. */
  earlier: z.array(versionSchema),
  pin: pinSchema.nullable(),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/** A stretch in which a source of facts could not be read; `endedAt` is null while it lasts. */
export const outageSchema = z.object({
  source: z.union([sourceNameSchema, z.string()]),
  startedAt: instant,
  endedAt: instant.nullable(),
});
export type Outage = z.infer<typeof outageSchema>;
