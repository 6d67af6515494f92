import { z } from 'zod';
import { apiTokenSchema, createTokenInput } from '@/lib/auth/api-token-schema';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';

export const listTokensEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/tokens',
  summary: 'List API tokens, newest first, without their secret',
  tag: 'tokens',
  query: pageQuery.extend({ cursor: z.uuid().optional() }),
  answer: pageOf(apiTokenSchema),
});

export const createTokenEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/tokens',
  summary: 'Make an API token; its secret is in this answer and nowhere else',
  tag: 'tokens',
  body: createTokenInput,
  answer: apiTokenSchema.extend({ token: z.string() }),
  status: 201,
});

export const revokeTokenEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/tokens/{tokenId}/revoke',
  summary: 'Revoke an API token for good',
  tag: 'tokens',
  params: z.object({ tokenId: z.uuid() }),
  answer: apiTokenSchema,
});
