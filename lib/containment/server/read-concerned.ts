import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';

export type Concerned = { incidentId: string; number: number };

/**
 * The incidents whose log tells what happens to a scope: those that hold it, or, while it resumes, those whose release
 * has led to that. In one order, since their rows are locked one after the other.
 */
export async function readConcerned(
  tx: Transaction,
  scope: Pick<AgentScope, 'id' | 'desired' | 'requestedAt'>,
): Promise<Concerned[]> {
  const incidents = await tx.incident.findMany({
    where: {
      holds: {
        some: {
          targets: {
            some: {
              scopeId: scope.id,
              releasedAt: scope.desired === 'paused' ? null : { gte: scope.requestedAt },
            },
          },
        },
      },
    },
    select: { id: true, number: true },
    orderBy: { id: 'asc' },
  });
  return incidents.map(({ id, number }) => ({ incidentId: id, number }));
}
