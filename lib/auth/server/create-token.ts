import 'server-only';
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { ApiToken, createTokenInput } from '@/lib/auth/api-token-schema';
import { requireFreshPerson } from '@/lib/auth/require-fresh-sign-in';
import { requireRole } from '@/lib/auth/require-role';
import { hashToken } from '@/lib/auth/server/actor-from-headers';
import { toApiToken } from '@/lib/auth/server/to-api-token';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';

const dayMs = 24 * 60 * 60 * 1000;

/** The answer holds the secret; the database keeps only its hash. */
export async function createToken(
  context: Context,
  { name, role, expiresInDays }: z.output<typeof createTokenInput>,
): Promise<ApiToken & { token: string }> {
  requireRole(context, 'admin');
  requireFreshPerson(context);
  const { db, clock, actor } = context;
  const token = `hf_${randomBytes(32).toString('base64url')}`;
  const createdAt = clock.now();
  const expiresAt = expiresInDays === null ? null : new Date(createdAt.getTime() + expiresInDays * dayMs);
  return db.$transaction(async (tx) => {
    const row = await tx.apiToken.create({
      data: {
        name,
        role,
        tokenHash: hashToken(token),
        createdById: actor.kind === 'person' ? actor.actorId : null,
        createdByName: actor.name,
        createdAt,
        expiresAt,
      },
    });
    await recordAudit(context, tx, {
      action: 'token_created',
      subjectKind: 'token',
      subjectId: row.id,
      data: { name, role, expiresAt: expiresAt?.toISOString() ?? null },
    });
    await announce(tx, { incident: null, changed: 'members' });
    return { ...toApiToken(row), token };
  });
}
