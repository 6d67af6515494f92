import 'server-only';
import type { Transaction } from '@/lib/db/client';

type Concern = { approvalId: string; invocationId: string | null; agentId: string | null };

/** The open incidents that are about this approval, the call it lets through, or the agent it runs on. */
export async function findConcerned(
  db: Transaction,
  { approvalId, invocationId, agentId }: Concern,
): Promise<{ id: string; number: number }[]> {
  const executions = await db.execution.findMany({
    where: { OR: [{ approvalId }, ...(invocationId === null ? [] : [{ invocationId }])] },
    select: { executionId: true },
  });
  return db.incident.findMany({
    where: {
      phase: { not: 'closed' },
      subjects: {
        some: {
          OR: [
            { kind: 'approval', subjectId: approvalId },
            { kind: 'execution', subjectId: { in: executions.map(({ executionId }) => executionId) } },
            ...(agentId === null ? [] : [{ kind: 'agent' as const, subjectId: agentId }]),
          ],
        },
      },
    },
    select: { id: true, number: true },
    orderBy: { number: 'asc' },
  });
}
