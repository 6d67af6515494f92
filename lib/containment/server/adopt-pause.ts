import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Hold } from '@/lib/containment/containment';
import { decideOutsidePause } from '@/lib/containment/server/decide-outside-pause';
import { findStandingPause } from '@/lib/containment/server/find-outside-pause';
import { placeHold } from '@/lib/containment/server/place-hold';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { findIncident } from '@/lib/incidents/server/find-incident';

type Input = { pauseId: string; incidentRef: string; reason: string };

/**
 * Makes a pause from outside a hold of this incident, without a gap: the reconciler looks at XEM before it asks, and asks
 * only where the pause is gone by then.
 */
export async function adoptPause(context: Context, { pauseId, incidentRef, reason }: Input): Promise<Hold> {
  requireRole(context, 'responder');
  const pause = await findStandingPause(context.db, pauseId);
  const { agentId, workspaceId } = pause;
  const selection =
    workspaceId === ''
      ? { rung: 'agent' as const, agentId }
      : { rung: 'agent_in_workspace' as const, agentId, workspaceId };
  return placeHold(
    context,
    { ...selection, reason, incidentRef },
    {
      async before(tx) {
        const { id: incidentId } = await findIncident(tx, incidentRef);
        await decideOutsidePause(context, tx, pause, { decision: 'adopted', reason, incidentId });
      },
      after: (tx, scopeIds) => lookFirst(context, tx, scopeIds),
    },
  );
}

/** The pause is ours from now on. A call counts as made, so that the next step is to look what became of it. */
async function lookFirst({ clock }: Context, tx: Transaction, scopeIds: string[]): Promise<void> {
  await tx.agentScope.updateMany({
    where: { id: { in: scopeIds }, desired: 'paused', progress: 'requested', attemptCount: 0 },
    data: { attemptCount: 1, lastAttemptAt: clock.now(), isPausedByUs: true },
  });
}
