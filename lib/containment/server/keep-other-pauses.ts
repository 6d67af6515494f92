import 'server-only';
import { lookAtXem } from '@/lib/containment/server/ask-xem';
import { lockScopes } from '@/lib/containment/server/lock-scopes';
import { lookAgain } from '@/lib/containment/server/look-again';
import type { Context } from '@/lib/context';
import type { AgentScope } from '@/lib/db/generated/client';
import { readNames } from '@/lib/mirror/server/read-names';

const heldBefore: AgentScope['progress'][] = ['accepted', 'observed', 'unverifiable'];

/**
 * A router may lift the pauses in single workspaces when the whole agent is resumed, or resume the whole of it when one
 * workspace is meant. What others still hold of the agent is looked at once our resume shows, and paused again where it
 * is gone or can't be seen: that is our own doing, and no drift to be left to a person. To be done before the resume is
 * stored as followed, or a crash would forget it.
 */
export async function keepOtherPauses(context: Context, resumed: AgentScope): Promise<void> {
  const { db, clock } = context;
  const where = {
    agentId: resumed.agentId,
    id: { not: resumed.id },
    desired: 'paused',
    progress: { in: heldBefore },
  } as const;
  const others = await db.agentScope.findMany({ where });
  if (others.length === 0) return;
  const names = await readNames(db, others);
  const lost: AgentScope[] = [];
  for (const scope of others) {
    const ref = { ...scope, workspaceId: scope.workspaceId || null };
    const outcome = await lookAtXem(context, ref, names.workspace(ref.workspaceId));
    if (outcome.outcome !== 'seen' || outcome.seen !== 'paused') lost.push(scope);
  }
  if (lost.length === 0) return;
  await db.$transaction(async (tx) => {
    const locked = await lockScopes(tx, lost, clock.now());
    const current = locked.filter(({ id, generation, progress }) =>
      lost.some((scope) => scope.id === id && scope.generation === generation && scope.progress === progress),
    );
    const what = resumed.workspaceId === '' ? 'the whole agent' : 'the agent in a workspace';
    await lookAgain(context, tx, current, `Resuming ${what} may have lifted this pause.`);
  });
}
