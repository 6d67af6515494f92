import { z } from 'zod';
import { apiTokenSchema, createTokenInput } from '@/lib/auth/api-token-schema';
import { identityProofSchema, proveIdentityInput } from '@/lib/auth/identity-proof-schema';
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

export const readIdentityProofEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/account/proof',
  summary: 'Whether your sign-in is fresh enough for what cannot be undone',
  tag: 'account',
  answer: identityProofSchema,
});

export const proveIdentityEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/account/proof',
  summary: 'Prove by password that it is still you; your session counts as freshly signed in',
  tag: 'account',
  body: proveIdentityInput,
  answer: identityProofSchema,
});
