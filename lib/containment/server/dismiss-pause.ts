import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { OutsidePause } from '@/lib/containment/outside-pause';
import { decideOutsidePause } from '@/lib/containment/server/decide-outside-pause';
import { findStandingPause } from '@/lib/containment/server/find-outside-pause';
import { lockScopes } from '@/lib/containment/server/lock-scopes';
import { readOutsidePause } from '@/lib/containment/server/read-outside-pauses';
import { forgetRequest } from '@/lib/containment/server/set-desired';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { OutsidePause as PauseRow } from '@/lib/db/generated/client';
import { AppError, notFound } from '@/lib/errors';

type Input = { pauseId: string; reason: string };

/**
 * Leaves a pause from outside as somebody wants it. It stays in sight, quietly, and can still be decided otherwise. A
 * resume that a commander asked for is taken back only where XEM did not follow: throws `conflict` while it is on its
 * way, since nobody could say any more whether the pause stays.
 */
export async function dismissPause(context: Context, { pauseId, reason }: Input): Promise<OutsidePause> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const pause = await findStandingPause(tx, pauseId);
    if (pause.decision !== 'wanted') {
      if (pause.decision === 'restore') await takeBackResume(context, tx, pause);
      await decideOutsidePause(context, tx, pause, { decision: 'wanted', reason });
    }
    const [dismissed] = await readOutsidePause(tx, pauseId);
    if (!dismissed) throw notFound('pause', pauseId);
    return dismissed;
  });
}

async function takeBackResume(
  context: Context,
  tx: Transaction,
  { agentId, workspaceId }: PauseRow,
): Promise<void> {
  const now = context.clock.now();
  const [scope] = await lockScopes(tx, [{ agentId, workspaceId: workspaceId || null }], now);
  if (!scope) throw notFound('agent', agentId);
  const isBeingAsked = scope.busyUntil !== null && scope.busyUntil > now;
  if (scope.desired !== 'running' || scope.errorCode === null || isBeingAsked) {
    throw new AppError('conflict', `XEM is being asked to resume ${agentId}`, {
      userMessage:
        'XEM has been asked to resume it, and that is on its way. To keep it paused, hold it for an incident.',
    });
  }
  await forgetRequest(context, tx, [scope.id]);
}
