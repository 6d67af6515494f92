import { z } from 'zod';
import { containmentSchema, heldNowSchema, holdSchema } from '@/lib/containment/containment';
import { holdPreviewSchema } from '@/lib/containment/hold-preview';
import {
  placeHoldInput,
  previewHoldInput,
  releaseHoldInput,
  retryHoldInput,
} from '@/lib/containment/hold-schema';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';

const tag = 'Containment';
const holdParams = incidentParams.extend({ holdId: z.uuid() });

export const readContainmentEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/holds',
  summary: 'Holds of an incident, with the state of every agent scope, calls in flight and the receipt',
  tag,
  params: incidentParams,
  answer: containmentSchema,
});

export const previewHoldEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/holds/preview',
  summary: 'What a stop would mean and cost, without stopping anything',
  tag,
  params: incidentParams,
  body: previewHoldInput,
  answer: holdPreviewSchema,
});

/** The same before there is an incident, for stopping and declaring in one go. */
export const previewStopEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/holds/preview',
  summary: 'What a stop would mean and cost, before an incident is declared',
  tag,
  body: previewHoldInput,
  answer: holdPreviewSchema,
});

export const placeHoldEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/holds',
  summary:
    'Hold agents for an incident; refused with counts_changed when it would mean others than were seen',
  tag,
  params: incidentParams,
  body: placeHoldInput,
  answer: holdSchema,
  status: 201,
});

export const releaseHoldEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/holds/{holdId}/release',
  summary: 'Release a hold, or some scopes of it; what other incidents hold stays paused',
  tag,
  params: holdParams,
  body: releaseHoldInput,
  answer: holdSchema,
});

export const retryHoldEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/holds/{holdId}/retry',
  summary: 'Ask XEM again at once about the scopes that have not followed',
  tag,
  params: holdParams,
  body: retryHoldInput,
  answer: holdSchema,
});

export const readHeldNowEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/holds',
  summary: 'Every agent scope held now, and by which incidents',
  tag,
  query: pageQuery,
  answer: pageOf(heldNowSchema),
});
