import 'server-only';
import type { Transaction } from '@/lib/db/client';

type CallPlace = { agentId: string | null; workspaceId: string | null };
type AskedFor = CallPlace & { invocationId: string | null };

/**
 * Tells where the call of an approval would run. An approval may leave out the agent or the workspace; its invocation then
 * says. Null stays what neither names.
 */
export async function readCallPlaces(
  db: Transaction,
  approvals: AskedFor[],
): Promise<(approval: AskedFor) => CallPlace> {
  const incomplete = approvals.flatMap(({ agentId, workspaceId, invocationId }) =>
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
