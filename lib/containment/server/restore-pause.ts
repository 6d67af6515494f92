import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { OutsidePause } from '@/lib/containment/outside-pause';
import { decideOutsidePause } from '@/lib/containment/server/decide-outside-pause';
import { findStandingPause } from '@/lib/containment/server/find-outside-pause';
import { lockScopes } from '@/lib/containment/server/lock-scopes';
import { readOutsidePause } from '@/lib/containment/server/read-outside-pauses';
import { requestAgain } from '@/lib/containment/server/set-desired';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError, notFound } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';

type Input = { pauseId: string; reason: string };

/**
 * Has XEM resume what somebody paused outside Holdfast, because a person says so; the reconciler asks and looks until it
 * shows. What an incident holds by now stays paused. Pressing again while it is on its way changes nothing; where XEM did
 * not follow, it is asked anew.
 */
export async function restorePause(context: Context, { pauseId, reason }: Input): Promise<OutsidePause> {
  requireRole(context, 'commander');
  return context.db.$transaction(async (tx) => {
    const pause = await findStandingPause(tx, pauseId);
    const { agentId, workspaceId } = pause;
    const ref = { agentId, workspaceId: workspaceId || null };
    const [scope] = await lockScopes(tx, [ref], context.clock.now());
    if (!scope) throw notFound('agent', agentId);
    if (pause.decision !== 'restore' || scope.errorCode !== null) {
      await assertNotHeld(tx, agentId, workspaceId);
      await decideOutsidePause(context, tx, pause, { decision: 'restore', reason });
      await requestAgain(context, tx, [scope.id]);
    }
    const [restored] = await readOutsidePause(tx, pauseId);
    if (!restored) throw notFound('pause', pauseId);
    return restored;
  });
}

/** Somebody may have placed a hold since the page was read. */
async function assertNotHeld(tx: Transaction, agentId: string, workspaceId: string): Promise<void> {
  const holding = await tx.holdTarget.findFirst({
    where: { releasedAt: null, scope: { agentId, workspaceId: { in: ['', workspaceId] } } },
    select: { hold: { select: { incident: { select: { number: true } } } } },
  });
  if (!holding) return;
  const ref = incidentRefOf(holding.hold.incident.number);
  throw new AppError('conflict', `${agentId} is held by ${ref}`, {
    userMessage: `${ref} holds this agent by now. Release it there.`,
  });
}
