import { defineRoute } from '@/lib/http/define-route';
import { readStoryEndpoint } from '@/lib/timeline/endpoints';
import { readStory } from '@/lib/timeline/server/read-story';

export const GET = defineRoute(readStoryEndpoint, readStory);
