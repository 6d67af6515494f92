import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import type { confirmReleaseInput, Release } from '@/lib/release/release-schema';
import { assertReviewHolds } from '@/lib/release/server/assert-seen';
import { changeRelease } from '@/lib/release/server/find-release';
import { mayNotConfirm } from '@/lib/release/server/may-not-confirm';
import { readRelease } from '@/lib/release/server/read-release';
import { lockWaiting } from '@/lib/release/server/settle-waiting';
import { startStage } from '@/lib/release/server/start-stage';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof confirmReleaseInput> & { incidentRef: string; releaseId: string };

/**
 * Agrees as the second person, and the first stage begins. Throws `not_allowed` for whoever asked, by whatever token,
 * and `counts_changed` when it is no longer what they reviewed.
 */
export async function confirmRelease(context: Context, input: Input): Promise<Release> {
  requireRole(context, 'commander');
  const { actor, clock, db } = context;
  return db.$transaction(async (tx) => {
    const release = await lockWaiting(context, tx, input);
    const because = await mayNotConfirm(tx, actor, release);
    if (because !== null) throw new AppError('not_allowed', because);
    await assertReviewHolds(tx, release, clock.now());
    const decisionReason = input.reason ?? null;
    await changeRelease(tx, release, {
      state: 'running',
      decidedById: actor.actorId,
      decidedByName: actor.name,
      decidedAt: clock.now(),
      decisionReason,
    });
    await appendEntry(context, tx, {
      incidentId: release.incidentId,
      kind: 'release_confirmed',
      source: 'person',
      sourceId: `release:${release.id}:confirmed`,
      text: `${actor.name} agrees to what ${release.askedByName} asked${decisionReason ? `: ${decisionReason}` : ''}`,
      data: { releaseId: release.id, askedByName: release.askedByName },
    });
    await startStage(context, tx, release, 1);
    await announceContainment(tx, [release.incident.number]);
    return readRelease(context, tx, release.id);
  });
}
