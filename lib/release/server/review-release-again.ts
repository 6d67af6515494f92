import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import type { Context } from '@/lib/context';
import { reasonWithoutFix } from '@/lib/release/cause-fix-rule';
import type { Release, reviewAgainInput } from '@/lib/release/release-schema';
import { freeze } from '@/lib/release/server/ask-release';
import { assertSeen } from '@/lib/release/server/assert-seen';
import { changeRelease } from '@/lib/release/server/find-release';
import { requirePersonBehind } from '@/lib/release/server/person-behind';
import { readRelease } from '@/lib/release/server/read-release';
import { readReview } from '@/lib/release/server/read-review';
import { lockWaiting } from '@/lib/release/server/settle-waiting';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof reviewAgainInput> & { incidentRef: string; releaseId: string };

/** After the queue changed: whoever reviews it now is the one who asks, so that somebody else still has to agree. */
export async function reviewReleaseAgain(context: Context, input: Input): Promise<Release> {
  requireRole(context, 'commander');
  const { actor, clock, db } = context;
  return db.$transaction(async (tx) => {
    const release = await lockWaiting(context, tx, input);
    const { hold, incident } = release;
    const scopeIds = release.targets.map(({ scopeId }) => scopeId);
    const review = await readReview(tx, { hold, incident, scopeIds, now: clock.now() });
    assertSeen(review, input.seen);
    await changeRelease(tx, release, {
      reason: input.reason,
      withoutFixReason: reasonWithoutFix(review.causeFix, input.withoutFixReason ?? release.withoutFixReason),
      review: freeze(review),
      askedById: actor.actorId,
      askedByName: actor.name,
      askedPersonId: await requirePersonBehind(tx, actor),
      askedAt: clock.now(),
    });
    const { queuedCount, dangerousCount, staleCount, queuedByTool } = review;
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'release_asked',
      source: 'person',
      text: `${input.reason} (reviewed again: ${queuedCount} queued, ${dangerousCount} of them dangerous)`,
      data: { releaseId: release.id, queuedCount, dangerousCount, staleCount, queuedByTool },
    });
    await announceContainment(tx, [incident.number]);
    return readRelease(context, tx, release.id);
  });
}
