import 'server-only';
import type { AgentDetail } from '@/lib/agents/agent';
import type { Context } from '@/lib/context';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';

/** What incidents hold of one agent, by whom and since when, the oldest first. */
export async function readAgentHolds(
  { db }: Pick<Context, 'db'>,
  agentId: string,
): Promise<AgentDetail['holds']> {
  const targets = await db.holdTarget.findMany({
    where: { releasedAt: null, hold: { releasedAt: null }, scope: { agentId } },
    select: {
      scope: { select: { workspaceId: true, progress: true } },
      hold: {
        select: {
          reason: true,
          placedByName: true,
          placedAt: true,
          incident: { select: { number: true } },
        },
      },
    },
    orderBy: { addedAt: 'asc' },
  });
  const names = await readNames(
    db,
    targets.map(({ scope }) => scope),
  );
  return targets.map(({ scope: { workspaceId, progress }, hold }) => ({
    incidentRef: incidentRefOf(hold.incident.number),
    workspace: workspaceId === '' ? null : { workspaceId, name: names.workspace(workspaceId) },
    reason: hold.reason,
    placedByName: hold.placedByName,
    placedAt: hold.placedAt.toISOString(),
    progress,
  }));
}
