import { defineRoute } from '@/lib/http/define-route';
import { forceReleaseEndpoint } from '@/lib/release/endpoints';
import { forceRelease } from '@/lib/release/server/force-release';

export const POST = defineRoute(forceReleaseEndpoint, forceRelease);
