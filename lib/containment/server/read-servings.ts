import 'server-only';
import type { HoldSelection } from '@/lib/containment/hold';
import type { FleetFacts } from '@/lib/containment/plan-containment';
import type { Transaction } from '@/lib/db/client';

/** Which agent serves which workspace by every source, for the workspace or the agent that a selection names. */
export async function readServings(
  db: Transaction,
  { rung, agentId, workspaceId }: HoldSelection,
): Promise<FleetFacts['servings']> {
  const where =
    agentId !== undefined ? { agentId } : rung === 'workspace' && workspaceId ? { workspaceId } : {};
  return db.workspaceAgent.findMany({
    where,
    select: { agentId: true, workspaceId: true, source: true },
  });
}
