import 'server-only';
import { freshUntil, isFresh } from '@/lib/auth/fresh-sign-in';
import type { IdentityProof } from '@/lib/auth/identity-proof-schema';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';

/** Your own. Throws `not_allowed` for an API token. */
export async function readIdentityProof({ actor, db, clock }: Context): Promise<IdentityProof> {
  if (actor.kind !== 'person') {
    throw new AppError('not_allowed', `${actor.actorId} is no person`, {
      userMessage: 'An API token has no sign-in to prove.',
    });
  }
  const withPassword = await db.account.count({
    where: { userId: actor.actorId, providerId: 'credential', password: { not: null } },
  });
  return {
    isFresh: isFresh(actor.signedInAt, clock.now()),
    freshUntil: freshUntil(actor.signedInAt)?.toISOString() ?? null,
    hasPassword: withPassword > 0,
  };
}
