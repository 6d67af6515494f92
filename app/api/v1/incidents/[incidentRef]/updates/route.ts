import { defineRoute } from '@/lib/http/define-route';
import { postUpdateEndpoint } from '@/lib/incidents/endpoints';
import { postUpdate } from '@/lib/incidents/server/post-update';

export const POST = defineRoute(postUpdateEndpoint, postUpdate);
