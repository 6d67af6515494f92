import { dismissPauseEndpoint } from '@/lib/containment/endpoints';
import { dismissPause } from '@/lib/containment/server/dismiss-pause';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(dismissPauseEndpoint, dismissPause);
