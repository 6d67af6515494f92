import { defineRoute } from '@/lib/http/define-route';
import { confirmReleaseEndpoint } from '@/lib/release/endpoints';
import { confirmRelease } from '@/lib/release/server/confirm-release';

export const POST = defineRoute(confirmReleaseEndpoint, confirmRelease);
