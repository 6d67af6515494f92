import { z } from 'zod';
import { defineEndpoint } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';
import {
  addNoteInput,
  correctEntryInput,
  entryParams,
  pinEntryInput,
  timelineQuery,
} from '@/lib/timeline/inputs';
import { outageSchema, timelineItemSchema } from '@/lib/timeline/timeline-item';

const tag = 'Timeline';

export const timelinePageSchema = z.object({
  data: z.array(timelineItemSchema),
  nextCursor: z.string().nullable(),
  previousCursor: z.string().nullable(),
  outages: z.array(outageSchema),
  /** Sequence of the newest entry of the log when this page was read. */
  headSequence: z.number().int(),
});
export type TimelinePage = z.infer<typeof timelinePageSchema>;

export const readTimelineEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/timeline',
  summary: 'Read the log in the order things happened, page by page in both directions',
  tag,
  params: incidentParams,
  query: timelineQuery,
  answer: timelinePageSchema,
});

export const addNoteEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/timeline',
  summary: 'Add a note, back-dated if need be',
  tag,
  params: incidentParams,
  body: addNoteInput,
  answer: timelineItemSchema,
  status: 201,
});

export const correctEntryEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/timeline/{entryId}/corrections',
  summary: 'Correct the wording or time of an entry; what it said before stays in the log',
  tag,
  params: entryParams,
  body: correctEntryInput,
  answer: timelineItemSchema,
  status: 201,
});

export const readStoryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/story',
  summary: 'Read the story: the pinned entries with their captions, oldest first',
  tag,
  params: incidentParams,
  answer: z.object({ data: z.array(timelineItemSchema) }),
});

export const pinEntryEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/incidents/{incidentRef}/story/{entryId}',
  summary: 'Pin an entry to the story, or change its caption',
  tag,
  params: entryParams,
  body: pinEntryInput,
  answer: timelineItemSchema,
});

export const unpinEntryEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/incidents/{incidentRef}/story/{entryId}',
  summary: 'Take an entry out of the story; the log keeps it',
  tag,
  params: entryParams,
  answer: timelineItemSchema,
});
