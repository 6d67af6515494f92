import { z } from 'zod';
import { archiveSchema, requestArchiveInput } from '@/lib/archive/archive-schema';
import { defineEndpoint, pageOf } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';

const tag = 'Archives';

export const listArchivesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/archives',
  summary: 'Execution archives of an incident with their progress, newest first',
  tag,
  params: incidentParams,
  answer: pageOf(archiveSchema),
});

export const requestArchiveEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/archives',
  summary:
    "Export all executions of a window through XEM and keep the file; by default the incident's window",
  tag,
  params: incidentParams,
  body: requestArchiveInput,
  answer: archiveSchema,
  status: 202,
});

export const retryArchiveEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/archives/{archiveId}/retry',
  summary: 'Take a failed archive up again; asks XEM for a new export only where the old one is lost',
  tag,
  params: incidentParams.extend({ archiveId: z.uuid() }),
  answer: archiveSchema,
  status: 202,
});
