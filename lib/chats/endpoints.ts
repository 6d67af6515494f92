import { z } from 'zod';
import { chatBranchesSchema } from '@/lib/chats/chat-branch';
import { defineEndpoint, instant } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';

export const incidentBranchesSchema = z.object({ data: z.array(chatBranchesSchema), readAt: instant });

export const listIncidentBranchesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/branches',
  summary: "Branches of the incident's chats, as XEM shows them now",
  tag: 'Remediation',
  params: incidentParams,
  answer: incidentBranchesSchema,
});
