import type { HoldRung, HoldSelection } from '@/lib/containment/hold';

/** Somewhere that a stop can begin from. */
export type StopPlace = {
  agentId: string | null;
  agentName?: string | null;
  workspaceId: string | null;
  workspaceName?: string | null;
};

/** The ids that a rung names at a place, or null where the place lacks one. */
export function selectionAt(rung: HoldRung, { agentId, workspaceId }: StopPlace): HoldSelection | null {
  const selections: Record<HoldRung, HoldSelection | null> = {
    agent_in_workspace: agentId && workspaceId ? { rung, agentId, workspaceId } : null,
    agent: agentId ? { rung, agentId } : null,
    workspace: workspaceId ? { rung, workspaceId } : null,
    all: { rung },
  };
  return selections[rung];
}
