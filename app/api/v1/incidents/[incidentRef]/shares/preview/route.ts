import { defineRoute } from '@/lib/http/define-route';
import { previewShareEndpoint } from '@/lib/share/endpoints';
import { previewShare } from '@/lib/share/server/preview-share';

export const GET = defineRoute(previewShareEndpoint, previewShare);
