import { defineRoute } from '@/lib/http/define-route';
import { reviewReleaseAgainEndpoint } from '@/lib/release/endpoints';
import { reviewReleaseAgain } from '@/lib/release/server/review-release-again';

export const POST = defineRoute(reviewReleaseAgainEndpoint, reviewReleaseAgain);
