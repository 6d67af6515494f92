import { revokeTokenEndpoint } from '@/lib/auth/endpoints';
import { revokeToken } from '@/lib/auth/server/revoke-token';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(revokeTokenEndpoint, revokeToken);
