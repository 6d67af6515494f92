import 'server-only';
import type { Transaction } from '@/lib/db/client';

/** Every scope that should be paused, with the holds that want it so. */
export async function readHeldScopes(db: Transaction) {
  return db.agentScope.findMany({
    where: { desired: 'paused' },
    include: {
      targets: {
        where: { releasedAt: null },
        include: { hold: { include: { incident: { select: { id: true, number: true } } } } },
      },
    },
    orderBy: { id: 'asc' },
  });
}

export type HeldScopeRow = Awaited<ReturnType<typeof readHeldScopes>>[number];

/** When XEM was seen to have stopped a scope, said so where it can't be seen, or said that it has no such agent. */
export function stoppedAtOf({
  progress,
  acceptedAt,
  observedAt,
  lastAttemptAt,
}: Pick<HeldScopeRow, 'progress' | 'acceptedAt' | 'observedAt' | 'lastAttemptAt'>): Date | null {
  if (progress === 'gone') return lastAttemptAt;
  return observedAt ?? (progress === 'unverifiable' ? acceptedAt : null);
}
