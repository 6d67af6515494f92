import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import type { Context } from '@/lib/context';
import type { declineReleaseInput, Release } from '@/lib/release/release-schema';
import { changeRelease } from '@/lib/release/server/find-release';
import { readRelease } from '@/lib/release/server/read-release';
import { lockWaiting } from '@/lib/release/server/settle-waiting';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof declineReleaseInput> & { incidentRef: string; releaseId: string };

/** Says no to a release that waits for a second person. The hold stays. */
export async function declineRelease(context: Context, input: Input): Promise<Release> {
  requireRole(context, 'commander');
  const { actor, clock, db } = context;
  return db.$transaction(async (tx) => {
    const release = await lockWaiting(context, tx, input);
    const now = clock.now();
    await changeRelease(tx, release, {
      state: 'declined',
      decidedById: actor.actorId,
      decidedByName: actor.name,
      decidedAt: now,
      decisionReason: input.reason,
      endedAt: now,
      endReason: input.reason,
    });
    await appendEntry(context, tx, {
      incidentId: release.incidentId,
      kind: 'release_declined',
      source: 'person',
      sourceId: `release:${release.id}:declined`,
      text: input.reason,
      data: { releaseId: release.id, askedByName: release.askedByName },
    });
    await announceContainment(tx, [release.incident.number]);
    return readRelease(context, tx, release.id);
  });
}
