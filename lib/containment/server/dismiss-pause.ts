import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { OutsidePause } from '@/lib/containment/outside-pause';
import { decideOutsidePause } from '@/lib/containment/server/decide-outside-pause';
import { findStandingPause } from '@/lib/containment/server/find-outside-pause';
import { readOutsidePause } from '@/lib/containment/server/read-outside-pauses';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';

type Input = { pauseId: string; reason: string };

/** Leaves a pause from outside as somebody wants it. It stays in sight, quietly, and can still be decided otherwise. */
export async function dismissPause(context: Context, { pauseId, reason }: Input): Promise<OutsidePause> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const pause = await findStandingPause(tx, pauseId);
    if (pause.decision !== 'wanted') {
      await decideOutsidePause(context, tx, pause, { decision: 'wanted', reason });
    }
    const [dismissed] = await readOutsidePause(tx, pauseId);
    if (!dismissed) throw notFound('pause', pauseId);
    return dismissed;
  });
}
