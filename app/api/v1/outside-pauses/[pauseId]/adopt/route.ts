import { adoptPauseEndpoint } from '@/lib/containment/endpoints';
import { adoptPause } from '@/lib/containment/server/adopt-pause';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(adoptPauseEndpoint, adoptPause);
