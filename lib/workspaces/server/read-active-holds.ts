import 'server-only';
import type { Context } from '@/lib/context';
import { incidentRefOf } from '@/lib/incidents/incident-ref';

export type ActiveHold = { agentId: string; workspaceId: string | null; incidentRef: string };

/** Every scope that is held now. A hold of a workspace stands here as the scopes of its agents. */
export async function readActiveHolds({ db }: Pick<Context, 'db'>): Promise<ActiveHold[]> {
  const targets = await db.holdTarget.findMany({
    where: { releasedAt: null, hold: { releasedAt: null } },
    select: {
      scope: { select: { agentId: true, workspaceId: true } },
      hold: { select: { incident: { select: { number: true } } } },
    },
  });
  return targets.map(({ scope, hold }) => ({
    agentId: scope.agentId,
    workspaceId: scope.workspaceId === '' ? null : scope.workspaceId,
    incidentRef: incidentRefOf(hold.incident.number),
  }));
}

/** The incidents that keep this agent from new work in this workspace. */
export function heldBy(holds: ActiveHold[], agentId: string, workspaceId: string): string[] {
  const refs = holds
    .filter(
      (hold) => hold.agentId === agentId && (hold.workspaceId === null || hold.workspaceId === workspaceId),
    )
    .map(({ incidentRef }) => incidentRef);
  return [...new Set(refs)].toSorted();
}
