import type { Work } from '@/lib/containment/agent-scope';
import type { HoldRung } from '@/lib/containment/hold';

/** Work that names no agent, as far as a stop concerns it: none of it, that of some workspaces, or all. */
export type Untaken = 'none' | 'all' | { workspaceIds: string[] };

type Stop = { rung: HoldRung; agentId?: string | null | undefined; workspaceId?: string | null | undefined };
type Serving = { agentId: string; workspaceId: string };

/**
 * Whoever is free in its workspace may run it. So a stop of a place concerns all of it there, and a stop of one agent
 * concerns it wherever that agent serves.
 */
export function untakenOf({ rung, agentId, workspaceId }: Stop, servings: Serving[]): Untaken {
  if (rung === 'all') return 'all';
  if (rung === 'workspace') return { workspaceIds: workspaceId ? [workspaceId] : [] };
  const served = servings.filter(
    (serving) => serving.agentId === agentId && (!workspaceId || serving.workspaceId === workspaceId),
  );
  return { workspaceIds: [...new Set(served.map((serving) => serving.workspaceId))] };
}

export function isUntakenIn(untaken: Untaken, work: Work): boolean {
  if (work.agentId !== null || untaken === 'none') return false;
  return untaken === 'all' || (work.workspaceId !== null && untaken.workspaceIds.includes(work.workspaceId));
}

/** The same, and work of which nobody knows even the workspace: it may run wherever something is held. */
export function mayBeUntakenIn(untaken: Untaken, work: Work): boolean {
  return isUntakenIn(untaken, work) || (work.agentId === null && work.workspaceId === null);
}

/** What several stops concern together. */
export function joinUntaken(parts: Untaken[]): Untaken {
  if (parts.includes('all')) return 'all';
  const ids = parts.flatMap((part) => (typeof part === 'string' ? [] : part.workspaceIds));
  return ids.length === 0 ? 'none' : { workspaceIds: [...new Set(ids)] };
}
