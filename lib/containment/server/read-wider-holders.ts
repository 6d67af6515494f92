import 'server-only';
import type { Transaction } from '@/lib/db/client';

type Scope = { id: string; agentId: string; workspaceId: string };
export type Holder = { scopeId: string; incidentId: string; number: number };

/** Who holds the whole agent of scopes that mean it in one workspace: until they let go, nothing starts there either. */
export async function readWiderHolders(db: Transaction, scopes: Scope[]): Promise<Holder[]> {
  const narrow = scopes.filter(({ workspaceId }) => workspaceId !== '');
  if (narrow.length === 0) return [];
  const targets = await db.holdTarget.findMany({
    where: {
      releasedAt: null,
      scope: { agentId: { in: narrow.map(({ agentId }) => agentId) }, workspaceId: '' },
    },
    select: {
      scope: { select: { agentId: true } },
      hold: { select: { incident: { select: { id: true, number: true } } } },
    },
  });
  const byAgent = Map.groupBy(targets, ({ scope }) => scope.agentId);
  return narrow.flatMap(({ id, agentId }) =>
    (byAgent.get(agentId) ?? []).map(({ hold }) => ({
      scopeId: id,
      incidentId: hold.incident.id,
      number: hold.incident.number,
    })),
  );
}
