import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';

/** Who acts in the end: a token stands for whoever made it. Null where no person is known. */
export async function personBehind(db: Transaction, actor: Actor): Promise<string | null> {
  if (actor.kind === 'person') return actor.actorId;
  if (actor.kind === 'system' || actor.actorId === 'bootstrap') return null;
  const token = await db.apiToken.findUnique({
    where: { id: actor.actorId },
    select: { createdById: true },
  });
  return token?.createdById ?? null;
}

/**
 * The same for whoever asks for what a second person has to agree to. Throws `not_allowed` where no person is known, since
 * the second one might then be the first.
 */
export async function requirePersonBehind(db: Transaction, actor: Actor): Promise<string> {
  const person = await personBehind(db, actor);
  if (person !== null) return person;
  throw new AppError('not_allowed', `no person is known behind ${actor.actorId}`, {
    userMessage:
      'A second person has to agree, and nobody knows which person is behind this token. Ask in the browser, or with a token that a person made.',
  });
}
