import 'server-only';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import type { Member } from '@/lib/members/member-schema';
import { memberSelection, toMember } from '@/lib/members/server/to-member';

/** Oldest first. The id is a uuid v7, so it orders as time does. */
export async function readMembers(
  { db, clock }: Context,
  { limit = 50, cursor }: { limit?: number; cursor?: string | undefined },
): Promise<PageOf<Member>> {
  const rows = await db.user.findMany({
    orderBy: { id: 'asc' },
    take: limit + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
    ...memberSelection(clock.now()),
  });
  const data = rows.slice(0, limit).map(toMember);
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.memberId ?? null) : null };
}
