import { defineRoute } from '@/lib/http/define-route';
import { listShareAccessesEndpoint } from '@/lib/share/endpoints';
import { readShareAccesses } from '@/lib/share/server/read-share-accesses';

export const GET = defineRoute(listShareAccessesEndpoint, readShareAccesses);
