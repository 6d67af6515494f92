import 'server-only';
import type { ScopeRef, SeenState } from '@/lib/containment/agent-scope';
import { lookAtXem } from '@/lib/containment/server/ask-xem';
import type { Context } from '@/lib/context';
import { readNames } from '@/lib/mirror/server/read-names';

/** A list that was on its way while a pause took hold shows the state before it, so XEM itself is asked. */
export async function isShownAs(
  state: SeenState,
  context: Context,
  scope: Pick<ScopeRef, 'agentId'> & { workspaceId: string | null },
): Promise<boolean> {
  const ref = { agentId: scope.agentId, workspaceId: scope.workspaceId || null, desired: 'paused' as const };
  const { workspace } = await readNames(context.db, [ref]);
  const outcome = await lookAtXem(context, ref, workspace(ref.workspaceId));
  return outcome.outcome === 'seen' && outcome.seen === state;
}
