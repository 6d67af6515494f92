import { createTokenEndpoint, listTokensEndpoint } from '@/lib/auth/endpoints';
import { createToken } from '@/lib/auth/server/create-token';
import { readTokens } from '@/lib/auth/server/read-tokens';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listTokensEndpoint, readTokens);
export const POST = defineRoute(createTokenEndpoint, createToken);
