import 'server-only';
import type { Transaction } from '@/lib/db/client';

type Row = { agentId: string | null; invocationId: string | null };

/** Each with its agent: where it names none, the invocation that it belongs to may. */
export async function nameAgents<R extends Row>(db: Transaction, rows: R[]): Promise<R[]> {
  const invocationIds = rows.flatMap(({ agentId, invocationId }) =>
    agentId === null ? (invocationId ?? []) : [],
  );
  if (invocationIds.length === 0) return rows;
  const invocations = await db.invocation.findMany({
    where: { invocationId: { in: invocationIds } },
    select: { invocationId: true, agentId: true },
  });
  const agentOf = new Map(invocations.map(({ invocationId, agentId }) => [invocationId, agentId]));
  return rows.map((row) => ({ ...row, agentId: row.agentId ?? agentOf.get(row.invocationId ?? '') ?? null }));
}
