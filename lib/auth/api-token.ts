import type { ApiToken } from '@/lib/auth/api-token-schema';

export type TokenState = 'active' | 'expired' | 'revoked';

export function tokenStateOf(token: Pick<ApiToken, 'expiresAt' | 'revokedAt'>, now: Date): TokenState {
  if (token.revokedAt) return 'revoked';
  return token.expiresAt && new Date(token.expiresAt) <= now ? 'expired' : 'active';
}
