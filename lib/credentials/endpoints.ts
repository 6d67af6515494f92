import { z } from 'zod';
import { apiKeyListSchema } from '@/lib/credentials/api-key-schema';
import {
  credentialActionSchema,
  irreversibleInput,
  revokeApiKeyInput,
  rotateKeysInput,
} from '@/lib/credentials/credential-action-schema';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';

const tag = 'credentials';
const agentParams = z.object({ agentId: z.string().min(1).max(500) });
const keyParams = z.object({ keyId: z.string().min(1).max(500) });

export const rotateAgentKeysEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agents/{agentId}/rotate-keys',
  summary: 'Have an agent make new CURVE keys; asked of XEM once, never repeated',
  tag,
  params: agentParams,
  body: rotateKeysInput,
  answer: credentialActionSchema,
});

export const revokeAgentCredentialsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agents/{agentId}/revoke-credentials',
  summary: 'Revoke the credentials of an agent; it needs a fresh sign-in and the typed name',
  tag,
  params: agentParams,
  body: irreversibleInput,
  answer: credentialActionSchema,
});

export const deleteAgentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agents/{agentId}/delete',
  summary: 'Delete an agent from XEM for good; it needs a fresh sign-in and the typed name',
  tag,
  params: agentParams,
  body: irreversibleInput,
  answer: credentialActionSchema,
});

export const listCredentialActionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/credential-actions',
  summary: 'What was done to the credentials of one agent or to one API key, newest first',
  tag,
  query: pageQuery.extend({ subjectId: z.string().min(1).max(500), cursor: z.uuid().optional() }),
  answer: pageOf(credentialActionSchema),
});

export const listApiKeysEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/api-keys',
  summary: 'API keys of the XEM project as XEM lists them now, and which of them Holdfast uses',
  tag,
  answer: apiKeyListSchema,
});

export const revokeApiKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/api-keys/{keyId}/revoke',
  summary: 'Revoke an API key of XEM, at once and for good; it needs a fresh sign-in and the typed name',
  tag,
  params: keyParams,
  body: revokeApiKeyInput,
  answer: credentialActionSchema,
});
