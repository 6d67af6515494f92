import { z } from 'zod';
import { createFollowUpInput, followUpSchema, updateFollowUpInput } from '@/lib/follow-ups/follow-up';
import { defineEndpoint, pageOf } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';

export const listFollowUpsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/follow-ups',
  summary: 'What is to be done so that it does not happen again; all of it, oldest first',
  tag: 'Follow-ups',
  params: incidentParams,
  answer: pageOf(followUpSchema),
});

export const createFollowUpEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/follow-ups',
  summary: 'Add a follow-up',
  tag: 'Follow-ups',
  params: incidentParams,
  body: createFollowUpInput,
  answer: followUpSchema,
  status: 201,
});

export const updateFollowUpEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/incidents/{incidentRef}/follow-ups/{followUpId}',
  summary: 'Change a follow-up, close it or drop it',
  tag: 'Follow-ups',
  params: incidentParams.extend({ followUpId: z.uuid() }),
  body: updateFollowUpInput,
  answer: followUpSchema,
});
