import 'server-only';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireFreshSignIn } from '@/lib/auth/require-fresh-sign-in';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import type { Account, setPasswordInput } from '@/lib/members/member-schema';
import { assertPerson, readAccount } from '@/lib/members/server/read-account';

/**
 * Your own, first or new. Ends every other session of yours. Throws `invalid_input` when the current password is
 * needed and wrong,
 * `fresh_sign_in_required` for a first password in a session that is no longer fresh.
 */
export async function setPassword(
  context: Context,
  { newPassword, currentPassword }: z.output<typeof setPasswordInput>,
): Promise<Account> {
  assertPerson(context);
  const { db, actor } = context;
  const { hasPassword, needsCurrentPassword } = await readAccount(context);
  // Or a session that was stolen could give itself the proof that it lacks.
  if (!hasPassword) {
    requireFreshSignIn(context, 'A first password is set right after opening a one-time sign-in link.');
  }
  if (needsCurrentPassword) await assertCurrentPassword(context, currentPassword);
  const password = await hashPassword(newPassword);
  await db.$transaction(async (tx) => {
    const own = { userId: actor.actorId, providerId: 'credential' };
    const { count } = await tx.account.updateMany({ where: own, data: { password } });
    if (count === 0) await tx.account.create({ data: { ...own, accountId: actor.actorId, password } });
    await tx.session.deleteMany({
      where: { userId: actor.actorId, ...(actor.sessionId && { id: { not: actor.sessionId } }) },
    });
    await recordAudit(context, tx, {
      action: 'password_set',
      subjectKind: 'member',
      subjectId: actor.actorId,
    });
  });
  return readAccount(context);
}

async function assertCurrentPassword({ db, actor }: Context, password = ''): Promise<void> {
  const own = await db.account.findFirst({ where: { userId: actor.actorId, providerId: 'credential' } });
  if (own?.password && (await verifyPassword({ hash: own.password, password }))) return;
  throw new AppError('invalid_input', 'current password is wrong', {
    userMessage: 'That is not your current password.',
    details: { errors: [{ field: 'current_password', message: 'is not your current password' }] },
  });
}
