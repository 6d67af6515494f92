import { z } from 'zod';
import { containmentSchema, heldNowSchema, holdSchema } from '@/lib/containment/containment';
import { drainSchema } from '@/lib/containment/drain';
import { holdPreviewSchema } from '@/lib/containment/hold-preview';
import {
  handOverHoldsInput,
  placeHoldInput,
  previewHoldInput,
  retryHoldInput,
  withdrawHoldInput,
} from '@/lib/containment/hold-schema';
import { adoptPauseInput, decidePauseInput, outsidePauseSchema } from '@/lib/containment/outside-pause';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';
import { incidentParams, incidentRefSchema } from '@/lib/incidents/incident-ref';

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

export const readDrainEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/drain',
  summary: 'What still runs, is queued, or waits for an approval behind the holds of an incident, by scope',
  tag,
  params: incidentParams,
  answer: drainSchema,
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

export const handOverHoldsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/holds/hand-over',
  summary: 'Give holds to another open incident; nothing resumes in between',
  tag,
  params: incidentParams,
  body: handOverHoldsInput,
  answer: z.object({ holds: z.array(holdSchema) }),
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

export const withdrawHoldEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/holds/{holdId}/withdraw',
  summary:
    'Cancel the rest of a stop: agents that XEM was not asked about yet are given up, the others stay held',
  tag,
  params: holdParams,
  body: withdrawHoldInput,
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

const pauseParams = z.object({ pauseId: z.uuid() });

export const readOutsidePausesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/outside-pauses',
  summary: 'Pauses that XEM shows and no hold explains, oldest first',
  tag,
  query: pageQuery.extend({
    agentId: z.string().max(200).optional(),
    /** Only of agents that this incident holds or has held. */
    incidentRef: incidentRefSchema.optional(),
  }),
  answer: pageOf(outsidePauseSchema),
});

export const adoptPauseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/outside-pauses/{pauseId}/adopt',
  summary: 'Make it a hold of an incident, without a gap',
  tag,
  params: pauseParams,
  body: adoptPauseInput,
  answer: holdSchema,
  status: 201,
});

export const restorePauseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/outside-pauses/{pauseId}/restore',
  summary: 'Have XEM resume the agent; refused with conflict when an incident holds it by now',
  tag,
  params: pauseParams,
  body: decidePauseInput,
  answer: outsidePauseSchema,
});

export const dismissPauseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/outside-pauses/{pauseId}/dismiss',
  summary:
    'Leave it as wanted; it can still be adopted or restored. Refused with conflict while XEM is asked to resume it',
  tag,
  params: pauseParams,
  body: decidePauseInput,
  answer: outsidePauseSchema,
});
