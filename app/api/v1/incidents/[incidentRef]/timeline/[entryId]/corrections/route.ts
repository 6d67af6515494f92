import { defineRoute } from '@/lib/http/define-route';
import { correctEntryEndpoint } from '@/lib/timeline/endpoints';
import { correctEntry } from '@/lib/timeline/server/correct-entry';

export const POST = defineRoute(correctEntryEndpoint, correctEntry);
