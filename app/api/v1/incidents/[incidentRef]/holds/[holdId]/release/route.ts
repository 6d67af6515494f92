import { defineRoute } from '@/lib/http/define-route';
import { askReleaseEndpoint, readReleaseReviewEndpoint } from '@/lib/release/endpoints';
import { askRelease } from '@/lib/release/server/ask-release';
import { readReleaseReview } from '@/lib/release/server/read-release-review';

export const GET = defineRoute(readReleaseReviewEndpoint, readReleaseReview);
export const POST = defineRoute(askReleaseEndpoint, (context, input) => askRelease(context, input));
