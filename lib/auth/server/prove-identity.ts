import 'server-only';
import { verifyPassword } from 'better-auth/crypto';
import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { IdentityProof, proveIdentityInput } from '@/lib/auth/identity-proof-schema';
import { readIdentityProof } from '@/lib/auth/server/read-identity-proof';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';

/** Wrong passwords within the window after which no more are tried, so that a stolen session can't guess. */
const triesAllowed = 5;
const windowMs = 15 * 60_000;

/**
 * Proves by password that the owner of this session is still there; it then counts as freshly signed in. Throws
 * `invalid_input` for a wrong password, `rate_limited` after too many.
 */
export async function proveIdentity(
  context: Context,
  { password }: z.output<typeof proveIdentityInput>,
): Promise<IdentityProof> {
  const { actor, db, clock } = context;
  const { hasPassword } = await readIdentityProof(context);
  if (!hasPassword) throw noPassword();
  const provenAt = clock.now();
  const isProven = await db.$transaction(async (tx) => {
    // One try at a time for each person, or many at once would all be counted as the first.
    await tx.$queryRaw`SELECT id::text FROM "User" WHERE id = ${actor.actorId}::uuid FOR UPDATE`;
    await assertTriesLeft(context, tx);
    const own = await tx.account.findFirst({ where: { userId: actor.actorId, providerId: 'credential' } });
    const isRight = own?.password != null && (await verifyPassword({ hash: own.password, password }));
    await recordAudit(context, tx, {
      action: isRight ? 'identity_proven' : 'identity_not_proven',
      subjectKind: 'member',
      subjectId: actor.actorId,
    });
    if (isRight && actor.sessionId) {
      await tx.session.updateMany({ where: { id: actor.sessionId }, data: { provenAt } });
    }
    return isRight;
  });
  if (!isProven) throw wrongPassword();
  return readIdentityProof({ ...context, actor: { ...actor, signedInAt: provenAt } });
}

async function assertTriesLeft({ actor, clock }: Context, tx: Transaction): Promise<void> {
  const since = new Date(clock.now().getTime() - windowMs);
  const tries = await tx.auditEntry.findMany({
    where: {
      subjectKind: 'member',
      subjectId: actor.actorId,
      action: 'identity_not_proven',
      recordedAt: { gt: since },
    },
    select: { recordedAt: true },
    orderBy: { recordedAt: 'asc' },
  });
  const [first] = tries;
  if (tries.length < triesAllowed || !first) return;
  const retryAfterMs = first.recordedAt.getTime() + windowMs - clock.now().getTime();
  const minutes = Math.max(1, Math.ceil(retryAfterMs / 60_000));
  throw new AppError('rate_limited', `${actor.actorId} gave ${tries.length} wrong passwords`, {
    userMessage: `Too many wrong passwords. Wait ${minutes} min, or sign out and in again.`,
    details: { retryAfterMs },
  });
}

function wrongPassword(): AppError {
  return new AppError('invalid_input', 'password is wrong', {
    userMessage: 'That is not your password.',
    details: { errors: [{ field: 'password', message: 'is not your password' }] },
  });
}

function noPassword(): AppError {
  return new AppError('conflict', 'this person has no password', {
    userMessage: 'You have no password. Open a new one-time sign-in link in this browser instead.',
  });
}
