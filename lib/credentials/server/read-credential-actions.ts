import 'server-only';
import type { Context } from '@/lib/context';
import type { CredentialAction } from '@/lib/credentials/credential-action-schema';
import { toCredentialAction, withIncidentNumber } from '@/lib/credentials/server/to-credential-action';
import type { PageOf } from '@/lib/http/endpoint';

/** What was done to one agent or key, newest first. */
export async function readCredentialActions(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { subjectId, limit, cursor }: { subjectId: string; limit: number; cursor?: string | undefined },
): Promise<PageOf<CredentialAction>> {
  const rows = await db.credentialAction.findMany({
    where: { subjectId },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: withIncidentNumber,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  });
  const data = rows.slice(0, limit).map((row) => toCredentialAction(row, clock.now()));
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.actionId ?? null) : null };
}
