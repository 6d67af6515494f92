import 'server-only';
import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import type { Account, changeAccountInput } from '@/lib/members/member-schema';
import { assertPerson, readAccount } from '@/lib/members/server/read-account';

/** Every role may change its own name and address. Throws `conflict` when the address is somebody else's. */
export async function changeAccount(
  context: Context,
  input: z.output<typeof changeAccountInput>,
): Promise<Account> {
  assertPerson(context);
  const memberId = context.actor.actorId;
  const before = await readAccount(context);
  if (before.name === input.name && before.email === input.email) return before;
  await context.db.$transaction(async (tx) => {
    const taken = await tx.user.count({ where: { email: input.email, id: { not: memberId } } });
    if (taken > 0) throw addressTaken(input.email);
    await tx.user.update({ where: { id: memberId }, data: input });
    await recordAudit(context, tx, {
      action: 'account_changed',
      subjectKind: 'member',
      subjectId: memberId,
      data: { before: { name: before.name, email: before.email }, after: input },
    });
    await announce(tx, { incident: null, changed: 'members' });
  });
  return readAccount(context);
}

function addressTaken(email: string): AppError {
  return new AppError('conflict', `${email} belongs to another member`, {
    details: { errors: [{ field: 'email', message: 'belongs to another member' }] },
  });
}
