import { defineRoute } from '@/lib/http/define-route';
import { readMirrorEndpoint } from '@/lib/mirror/endpoints';
import { readMirror } from '@/lib/mirror/server/read-mirror';

export const GET = defineRoute(readMirrorEndpoint, readMirror);
