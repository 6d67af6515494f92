import { previewStopEndpoint } from '@/lib/containment/endpoints';
import { previewHold } from '@/lib/containment/server/preview-hold';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(previewStopEndpoint, previewHold);
