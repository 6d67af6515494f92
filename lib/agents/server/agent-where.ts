import 'server-only';
import { readingLagMs } from '@/lib/agents/agent';
import type { AgentFilter } from '@/lib/agents/agent-filter';
import { Prisma } from '@/lib/db/generated/client';

/** An active hold of an open claim on the agent, whole or in one workspace. */
export const isHeld = Prisma.sql`EXISTS (
  SELECT FROM "HoldTarget" AS target
  JOIN "AgentScope" AS scope ON scope.id = target."scopeId"
  JOIN "Hold" AS hold ON hold.id = target."holdId"
  WHERE scope."agentId" = agent."agentId" AND target."releasedAt" IS NULL AND hold."releasedAt" IS NULL)`;

export const isPausedOutside = Prisma.sql`EXISTS (
  SELECT FROM "OutsidePause" AS pause
  WHERE pause."agentId" = agent."agentId" AND pause."endedAt" IS NULL)`;

/** The same rule as `leaseState` has for one agent. */
export const isOffline = (now: Date) =>
  Prisma.sql`agent."leaseExpiresAt" < ${new Date(now.getTime() - readingLagMs)}::timestamptz`;

/** A condition on the row called `agent`. */
export function agentWhere(filter: AgentFilter & { includeGone?: boolean }, now: Date): Prisma.Sql {
  const { status, workspaceId, text, held, pausedOutside, offline, includeGone = false } = filter;
  const conditions = [Prisma.sql`TRUE`];
  if (!includeGone) conditions.push(Prisma.sql`agent."goneAt" IS NULL`);
  if (status?.length) conditions.push(Prisma.sql`agent.status = ANY(${status})`);
  if (workspaceId?.length) conditions.push(servesAny(workspaceId));
  if (text?.trim()) conditions.push(names(text.trim()));
  if (held) conditions.push(isHeld);
  if (pausedOutside) conditions.push(isPausedOutside);
  if (offline) conditions.push(isOffline(now));
  return Prisma.join(conditions, ' AND ');
}

/** Each workspace that an agent serves, once: by its manifest, a binding, or work it was seen doing there. */
export const servings = Prisma.sql`
  SELECT "agentId", unnest("workspaceIds") AS workspace FROM "Agent"
  UNION SELECT "agentId", "workspaceId" FROM "WorkspaceAgent"`;

/** The same for some workspaces, said so that each agent is looked up by itself. */
const servesAny = (workspaceIds: string[]) => Prisma.sql`(
  agent."workspaceIds" && ${workspaceIds}::text[] OR EXISTS (
    SELECT FROM "WorkspaceAgent" AS serving
    WHERE serving."agentId" = agent."agentId" AND serving."workspaceId" = ANY(${workspaceIds})))`;

function names(text: string): Prisma.Sql {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`(agent.name ILIKE ${pattern} OR agent."agentId" ILIKE ${pattern})`;
}
