import type { Actor } from '@/lib/auth/actor';
import { isFresh } from '@/lib/auth/fresh-sign-in';
import type { Clock } from '@/lib/clock';
import { AppError } from '@/lib/errors';

/**
 * For what can't be undone: somebody who found an open browser, or a session that was stolen, must not get this far.
 * Throws `fresh_sign_in_required` for a person whose last proof is too old, `not_allowed` for an API token, which can
 * prove nothing.
 */
export function requireFreshSignIn(
  { actor, clock }: { actor: Actor; clock: Clock },
  why = 'This cannot be undone.',
): void {
  if (actor.kind !== 'person') {
    throw new AppError('not_allowed', `${actor.actorId} is a ${actor.kind}, and this needs a person`, {
      userMessage: `${why} It needs a person who has just signed in; an API token may not.`,
    });
  }
  if (isFresh(actor.signedInAt, clock.now())) return;
  throw new AppError('fresh_sign_in_required', `the sign-in of ${actor.actorId} is too old`, {
    userMessage: `${why} Prove first that it is you.`,
    details: { signedInAt: actor.signedInAt?.toISOString() ?? null },
  });
}

/**
 * The same for what an API token may do too, such as inviting: a session of old must not make itself a way round the rule.
 */
export function requireFreshPerson(context: { actor: Actor; clock: Clock }): void {
  if (context.actor.kind === 'person') requireFreshSignIn(context, 'This gives access.');
}
