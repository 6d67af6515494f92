import 'server-only';
import type { ApiToken } from '@/lib/auth/api-token-schema';
import type { ApiToken as Row } from '@/lib/db/generated/client';

export function toApiToken(row: Row): ApiToken {
  return {
    tokenId: row.id,
    name: row.name,
    role: row.role,
    createdByName: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
