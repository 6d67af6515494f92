import { z } from 'zod';
import { chatBranchesSchema } from '@/lib/chats/chat-branch';
import { word } from '@/lib/executions/execution-filter';
import { defineEndpoint, instant } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';

export const incidentBranchesSchema = z.object({ data: z.array(chatBranchesSchema), readAt: instant });

/** `chat` is null where the call came from none. */
export const executionBranchesSchema = z.object({
  chat: chatBranchesSchema.nullable(),
  /** The router's last fork before the call began. */
  forkBeforeId: z.string().nullable(),
  readAt: instant,
});

export const readExecutionBranchesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/executions/{executionId}/branches',
  summary: 'Branches of the chat that the call came from, as XEM shows them now',
  tag: 'executions',
  params: z.object({ executionId: word }),
  answer: executionBranchesSchema,
});

export const listIncidentBranchesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/branches',
  summary: "Branches of the incident's chats, as XEM shows them now",
  tag: 'Remediation',
  params: incidentParams,
  answer: incidentBranchesSchema,
});
