import { defineRoute } from '@/lib/http/define-route';
import { steerReleaseEndpoint } from '@/lib/release/endpoints';
import { steerRelease } from '@/lib/release/server/steer-release';

export const POST = defineRoute(steerReleaseEndpoint, steerRelease);
