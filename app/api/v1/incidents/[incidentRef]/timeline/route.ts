import { defineRoute } from '@/lib/http/define-route';
import { addNoteEndpoint, readTimelineEndpoint } from '@/lib/timeline/endpoints';
import { addNote } from '@/lib/timeline/server/add-note';
import { readTimeline } from '@/lib/timeline/server/read-timeline';

export const GET = defineRoute(readTimelineEndpoint, readTimeline);
export const POST = defineRoute(addNoteEndpoint, addNote);
