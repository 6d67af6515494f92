import 'server-only';
import { joinUntaken, type Untaken, untakenOf } from '@/lib/containment/untaken';
import type { Transaction } from '@/lib/db/client';
import type { Hold } from '@/lib/db/generated/client';

/** The work without an agent that these holds keep from running, or that their release sets free. */
export async function readUntakenOf(
  db: Transaction,
  ...holds: Pick<Hold, 'rung' | 'agentId' | 'workspaceId'>[]
): Promise<Untaken> {
  const agentIds = holds.flatMap(({ agentId }) => agentId ?? []);
  const servings =
    agentIds.length === 0 ? [] : await db.workspaceAgent.findMany({ where: { agentId: { in: agentIds } } });
  return joinUntaken(holds.map((hold) => untakenOf(hold, servings)));
}
