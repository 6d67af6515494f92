import { z } from 'zod';
import { defineEndpoint } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';
import {
  askReleaseInput,
  causeFixSchema,
  confirmReleaseInput,
  declineReleaseInput,
  forceReleaseInput,
  markCauseFixedInput,
  releaseReviewSchema,
  releaseSchema,
  releasesSchema,
  reviewAgainInput,
  steerReleaseInput,
  withdrawCauseFixInput,
} from '@/lib/release/release-schema';

const tag = 'Release';
const holdParams = incidentParams.extend({ holdId: z.uuid() });
const releaseParams = incidentParams.extend({ releaseId: z.uuid() });
const ofRelease = '/api/v1/incidents/{incidentRef}/releases/{releaseId}' as const;

export const readReleaseReviewEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/holds/{holdId}/release',
  summary: 'What a release of this hold would set free, without releasing anything',
  tag,
  params: holdParams,
  answer: releaseReviewSchema,
});

export const askReleaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/holds/{holdId}/release',
  summary:
    'Release a hold in stages, or ask a second person to agree; refused with counts_changed after a change',
  tag,
  params: holdParams,
  body: askReleaseInput,
  answer: releaseSchema,
  status: 201,
});

export const readReleasesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/releases',
  summary:
    'Releases of an incident with their stages, newest first, and whether its cause is marked as fixed',
  tag,
  params: incidentParams,
  answer: releasesSchema,
});

export const reviewReleaseAgainEndpoint = defineEndpoint({
  method: 'POST',
  path: `${ofRelease}/review`,
  summary: 'Review a waiting release again after the queue changed; the reviewer becomes the one who asks',
  tag,
  params: releaseParams,
  body: reviewAgainInput,
  answer: releaseSchema,
});

export const confirmReleaseEndpoint = defineEndpoint({
  method: 'POST',
  path: `${ofRelease}/confirm`,
  summary: 'Agree to a release as the second person',
  tag,
  params: releaseParams,
  body: confirmReleaseInput,
  answer: releaseSchema,
});

export const declineReleaseEndpoint = defineEndpoint({
  method: 'POST',
  path: `${ofRelease}/decline`,
  summary: 'Refuse a release that waits for a second person',
  tag,
  params: releaseParams,
  body: declineReleaseInput,
  answer: releaseSchema,
});

export const forceReleaseEndpoint = defineEndpoint({
  method: 'POST',
  path: `${ofRelease}/force`,
  summary: 'Release without the second person that policy asks for; never silent',
  tag,
  params: releaseParams,
  body: forceReleaseInput,
  answer: releaseSchema,
});

export const steerReleaseEndpoint = defineEndpoint({
  method: 'POST',
  path: `${ofRelease}/steer`,
  summary: 'Pause, resume or continue a release, cancel what is left of it, or hold all of it again',
  tag,
  params: releaseParams,
  body: steerReleaseInput,
  answer: releaseSchema,
});

export const markCauseFixedEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/cause-fix',
  summary: 'Mark the cause of an incident as fixed',
  tag,
  params: incidentParams,
  body: markCauseFixedInput,
  answer: causeFixSchema,
  status: 201,
});

export const withdrawCauseFixEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/incidents/{incidentRef}/cause-fix',
  summary: 'Take back that the cause is fixed',
  tag,
  params: incidentParams,
  body: withdrawCauseFixInput,
  answer: causeFixSchema.nullable(),
});
