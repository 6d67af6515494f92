import 'server-only';
import type { AgentDetail } from '@/lib/agents/agent';
import type { Context } from '@/lib/context';
import { readNames } from '@/lib/mirror/server/read-names';

/** The workspaces that would be left without an agent: nobody else that XEM still lists is known to serve them. */
export async function readAloneIn(
  { db }: Pick<Context, 'db'>,
  agentId: string,
): Promise<AgentDetail['aloneIn']> {
  const rows = await db.$queryRaw<{ workspaceId: string }[]>`
    SELECT DISTINCT own."workspaceId" FROM "WorkspaceAgent" AS own
    WHERE own."agentId" = ${agentId} AND NOT EXISTS (
      SELECT FROM "WorkspaceAgent" AS other
      JOIN "Agent" AS agent ON agent."agentId" = other."agentId"
      WHERE other."workspaceId" = own."workspaceId" AND other."agentId" <> ${agentId} AND agent."goneAt" IS NULL)
    ORDER BY own."workspaceId"`;
  const names = await readNames(db, rows);
  return rows.map(({ workspaceId }) => ({ workspaceId, name: names.workspace(workspaceId) }));
}
