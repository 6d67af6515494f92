import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { entryKinds, entrySources } from '@/lib/timeline/timeline-entry';

export const entrySourceSchema = z.enum(entrySources);
export const entryKindSchema = z.enum(entryKinds);

/** One row of an incident's log. Three times: happened, recorded, and corrected by a later entry that names it. */
export const timelineEntrySchema = z.object({
  entryId: z.string(),
  sequence: z.number().int(),
  kind: entryKindSchema,
  source: entrySourceSchema,
  sourceId: z.string().nullable(),
  happenedAt: instant,
  recordedAt: instant,
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  text: z.string().nullable(),
  /** Facts by kind: ids, counts, before and after. Keys are camelCase. An item of the log has long lists trimmed. */
  data: z.record(z.string(), z.unknown()),
  xemRequestId: z.string().nullable(),
  supersedesId: z.string().nullable(),
  hash: z.string(),
});
