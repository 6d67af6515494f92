import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { notFound } from '@/lib/errors';
import type { Member } from '@/lib/members/member-schema';
import { memberSelection, toMember } from '@/lib/members/server/to-member';

/** Throws `not_found`. */
export async function readMember(
  { clock }: Pick<Context, 'clock'>,
  db: Transaction,
  memberId: string,
): Promise<Member> {
  const row = await db.user.findUnique({ where: { id: memberId }, ...memberSelection(clock.now()) });
  if (!row) throw notFound('member', memberId);
  return toMember(row);
}
