import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { ApiToken } from '@/lib/auth/api-token-schema';
import { requireRole } from '@/lib/auth/require-role';
import { toApiToken } from '@/lib/auth/server/to-api-token';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';

/** From the next request on it is refused. Revoking twice keeps the first instant. */
export async function revokeToken(context: Context, { tokenId }: { tokenId: string }): Promise<ApiToken> {
  requireRole(context, 'admin');
  return context.db.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id: tokenId, revokedAt: null },
      data: { revokedAt: context.clock.now() },
    });
    const row = await tx.apiToken.findUnique({ where: { id: tokenId } });
    if (!row) throw notFound('API token', tokenId);
    if (count === 0) return toApiToken(row);
    await recordAudit(context, tx, {
      action: 'token_revoked',
      subjectKind: 'token',
      subjectId: tokenId,
      data: { name: row.name },
    });
    await announce(tx, { incident: null, changed: 'members' });
    return toApiToken(row);
  });
}
