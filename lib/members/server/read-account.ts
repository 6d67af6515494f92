import 'server-only';
import { isFresh } from '@/lib/auth/fresh-sign-in';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import type { Account } from '@/lib/members/member-schema';
import { readMember } from '@/lib/members/server/read-member';

/** Your own. Throws `not_allowed` for an API token, which has none. */
export async function readAccount(context: Context): Promise<Account> {
  assertPerson(context);
  const { memberId, name, email, role, hasPassword } = await readMember(
    context,
    context.db,
    context.actor.actorId,
  );
  const needsCurrentPassword = hasPassword && !isFresh(context.actor.signedInAt, context.clock.now());
  return { memberId, name, email, role, hasPassword, needsCurrentPassword };
}

export function assertPerson({ actor }: Pick<Context, 'actor'>): void {
  if (actor.kind === 'person') return;
  throw new AppError('not_allowed', `${actor.actorId} is no person`, {
    userMessage: 'An API token has no account. Sign in as a person.',
  });
}
