import { defineEndpoint } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';
import { triageSchema } from '@/lib/triage/triage';

export const readTriageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/triage',
  summary: 'Which executions are affected, how far the damage reaches, how the agents are',
  tag: 'Triage',
  params: incidentParams,
  answer: triageSchema,
});
