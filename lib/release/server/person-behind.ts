import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';

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
