import 'server-only';
import { endedStatuses } from '@/lib/containment/open-call';
import type { Transaction } from '@/lib/db/client';
import type { Invocation, Prisma } from '@/lib/db/generated/client';

/** Stages of open calls, the furthest along first. A word that nobody knows counts as in flight, as `stageOf` has it. */
const statusesInOrder: NonNullable<Prisma.InvocationWhereInput['status']>[] = [
  { notIn: [...endedStatuses, 'queued', 'pending_approval'] },
  'queued',
  'pending_approval',
];

/** At most `limit` of the open calls: what runs before what waits, each the oldest first. */
export async function readFirstOpenCalls(
  db: Transaction,
  where: Prisma.InvocationWhereInput,
  limit: number,
): Promise<Invocation[]> {
  const found: Invocation[] = [];
  for (const status of statusesInOrder) {
    if (found.length === limit) break;
    const calls = await db.invocation.findMany({
      where: { ...where, status, goneAt: null },
      orderBy: [{ createdAt: 'asc' }, { firstSeenAt: 'asc' }],
      take: limit - found.length,
    });
    found.push(...calls);
  }
  return found;
}
