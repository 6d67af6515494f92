import { restorePauseEndpoint } from '@/lib/containment/endpoints';
import { restorePause } from '@/lib/containment/server/restore-pause';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(restorePauseEndpoint, restorePause);
