import 'server-only';
import type { Transaction } from '@/lib/db/client';

type CallPlace = { agentId: string | null; workspaceId: string | null };
type AskedFor = CallPlace & { invocationId: string | null };

/**
 * Tells where calls run, or those of approvals would. Either may leave out the agent or the workspace; the invocation then
 * says. Null stays what neither names.
 */
export async function readCallPlaces(
  db: Transaction,
  calls: AskedFor[],
): Promise<(call: AskedFor) => CallPlace> {
  const incomplete = calls.flatMap(({ agentId, workspaceId, invocationId }) =>
    agentId === null || workspaceId === null ? (invocationId ?? []) : [],
  );
  const invocations =
    incomplete.length === 0
      ? []
      : await db.invocation.findMany({
          where: { invocationId: { in: incomplete } },
          select: { invocationId: true, agentId: true, workspaceId: true },
        });
  const byId = new Map(invocations.map((invocation) => [invocation.invocationId, invocation]));
  return ({ agentId, workspaceId, invocationId }) => {
    const invocation = byId.get(invocationId ?? '');
    return {
      agentId: agentId ?? invocation?.agentId ?? null,
      workspaceId: workspaceId ?? invocation?.workspaceId ?? null,
    };
  };
}

/** Each of these with its place, as far as it or its invocation names one. */
export async function locateCalls<Call extends AskedFor>(db: Transaction, calls: Call[]): Promise<Call[]> {
  const placeOf = await readCallPlaces(db, calls);
  return calls.map((call) => ({ ...call, ...placeOf(call) }));
}
