import { defineRoute } from '@/lib/http/define-route';
import { listSavedViewsEndpoint, saveViewEndpoint } from '@/lib/saved-views/endpoints';
import { readSavedViews } from '@/lib/saved-views/server/read-saved-views';
import { saveView } from '@/lib/saved-views/server/save-view';

export const GET = defineRoute(listSavedViewsEndpoint, readSavedViews);
export const POST = defineRoute(saveViewEndpoint, saveView);
