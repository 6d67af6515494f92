import { z } from 'zod';
import { defineEndpoint } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';
import { reaches } from '@/lib/remediation/ladder';
import {
  recordStepInput,
  remediationStepSchema,
  rungSchema,
  updateStepInput,
} from '@/lib/remediation/remediation-schema';

export const remediationSchema = z.object({
  /** In the order of the ladder. */
  ladder: z.array(
    z.object({
      rung: rungSchema,
      title: z.string(),
      purpose: z.string(),
      reach: z.enum(reaches),
      cost: z.string(),
      commands: z.array(z.object({ label: z.string(), command: z.string() })),
      /** Where in the console it can be done. */
      places: z.array(z.object({ label: z.string(), href: z.string() })),
    }),
  ),
  steps: z.array(remediationStepSchema),
});
export type Remediation = z.infer<typeof remediationSchema>;

export const readRemediationEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/remediation',
  summary: 'The ladder with its commands for this incident, and the steps recorded so far',
  tag: 'Remediation',
  params: incidentParams,
  answer: remediationSchema,
});

export const recordStepEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/remediation',
  summary: 'Record a remediation step, planned or already over',
  tag: 'Remediation',
  params: incidentParams,
  body: recordStepInput,
  answer: remediationStepSchema,
  status: 201,
});

export const updateStepEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/incidents/{incidentRef}/remediation/{stepId}',
  summary: 'Say how a step went, or correct its words; the log keeps what stood before',
  tag: 'Remediation',
  params: incidentParams.extend({ stepId: z.uuid() }),
  body: updateStepInput,
  answer: remediationStepSchema,
});
