import { defineRoute } from '@/lib/http/define-route';
import { declineReleaseEndpoint } from '@/lib/release/endpoints';
import { declineRelease } from '@/lib/release/server/decline-release';

export const POST = defineRoute(declineReleaseEndpoint, declineRelease);
