import 'server-only';
import type { ApiToken } from '@/lib/auth/api-token-schema';
import { requireRole } from '@/lib/auth/require-role';
import { toApiToken } from '@/lib/auth/server/to-api-token';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';

/** Newest first, revoked ones too. Admins only: names of tokens tell how an installation is automated. */
export async function readTokens(
  context: Context,
  { limit = 50, cursor }: { limit?: number; cursor?: string | undefined },
): Promise<PageOf<ApiToken>> {
  requireRole(context, 'admin');
  const rows = await context.db.apiToken.findMany({
    orderBy: { id: 'desc' },
    take: limit + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  });
  const data = rows.slice(0, limit).map(toApiToken);
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.tokenId ?? null) : null };
}
