import { defineRoute } from '@/lib/http/define-route';
import { changeViewEndpoint, deleteViewEndpoint } from '@/lib/saved-views/endpoints';
import { changeView } from '@/lib/saved-views/server/change-view';
import { deleteView } from '@/lib/saved-views/server/delete-view';

export const PATCH = defineRoute(changeViewEndpoint, changeView);
export const DELETE = defineRoute(deleteViewEndpoint, deleteView);
