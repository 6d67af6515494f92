import { z } from 'zod';
import { evidenceContentPath } from '@/lib/evidence/evidence';
import { evidenceItemSchema, saveRawOutputInput } from '@/lib/evidence/evidence-schema';
import { defineEndpoint, pageOf } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';

const tag = 'Evidence';

export const listEvidenceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/evidence',
  summary: 'Every file kept for an incident with its SHA-256, newest first',
  tag,
  params: incidentParams,
  answer: pageOf(evidenceItemSchema),
});

export const saveRawOutputEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/evidence',
  summary: 'Keep the raw output of an execution as evidence',
  tag,
  params: incidentParams,
  body: saveRawOutputInput,
  answer: evidenceItemSchema,
  status: 201,
});

export const downloadEvidenceEndpoint = defineEndpoint({
  method: 'GET',
  path: evidenceContentPath,
  summary: 'Download a file; Repr-Digest carries its SHA-256',
  tag,
  params: incidentParams.extend({ evidenceId: z.uuid() }),
  answer: z.string().meta({ format: 'binary' }),
});
