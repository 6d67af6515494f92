import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { hasRole } from '@/lib/auth/role';
import type { Transaction } from '@/lib/db/client';
import { personBehind } from '@/lib/release/server/person-behind';

type Asked = { askedById: string; askedPersonId: string | null };

/** Why this actor can't be the second person, in a sentence; null when they can. */
export async function mayNotConfirm(db: Transaction, actor: Actor, asked: Asked): Promise<string | null> {
  if (!hasRole(actor.role, 'commander')) return 'This needs the role Commander.';
  const person = await personBehind(db, actor);
  if (person === null) return 'No person is known behind this token, so it cannot be the second one.';
  if (asked.askedPersonId === null) {
    return 'Nobody knows which person asked for this release, so nobody can be the second one. Withdraw it, and ask anew.';
  }
  if (person === asked.askedPersonId || actor.actorId === asked.askedById) {
    return 'You asked for this release. Another person has to agree.';
  }
  return null;
}
