import 'server-only';
import type { ScopeRef } from '@/lib/containment/agent-scope';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope, Incident } from '@/lib/db/generated/client';

/**
 * The rows of these scopes, made where missing, locked until commit. There is one order for everybody, so that two
 * people pressing at once wait for each other and never deadlock: the scopes by agent and workspace, then a pause from
 * outside, then incidents by id.
 * Not FOR UPDATE, here and below: that also waits for everybody who has just added a row that points to these.
 */
export async function lockScopes(tx: Transaction, scopes: ScopeRef[], now: Date): Promise<AgentScope[]> {
  const keys = scopes.map(({ agentId, workspaceId }) => ({ agentId, workspaceId: workspaceId ?? '' }));
  await tx.agentScope.createMany({
    data: keys
      .toSorted((one, other) => compare(one, other))
      .map((key) => ({
        ...key,
        desired: 'running' as const,
        progress: 'observed' as const,
        generation: 0,
        requestedAt: now,
      })),
    skipDuplicates: true,
  });
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT scope.id FROM "AgentScope" AS scope
    JOIN unnest(${keys.map(({ agentId }) => agentId)}::text[], ${keys.map(({ workspaceId }) => workspaceId)}::text[])
      AS wanted ("agentId", "workspaceId") USING ("agentId", "workspaceId")
    ORDER BY scope."agentId", scope."workspaceId" FOR NO KEY UPDATE OF scope`;
  return tx.agentScope.findMany({ where: { id: { in: locked.map(({ id }) => id) } } });
}

type Key = { agentId: string; workspaceId: string };

function compare(one: Key, other: Key): number {
  if (one.agentId !== other.agentId) return one.agentId < other.agentId ? -1 : 1;
  return one.workspaceId < other.workspaceId ? -1 : 1;
}

/** The incident as it stands now: nobody moves or closes it, holds for it or writes to its log until commit. */
export async function lockIncident(tx: Transaction, incidentId: string): Promise<Incident> {
  await tx.$queryRaw`SELECT id FROM "Incident" WHERE id = ${incidentId}::uuid FOR NO KEY UPDATE`;
  return tx.incident.findUniqueOrThrow({ where: { id: incidentId } });
}
