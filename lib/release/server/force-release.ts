import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { assertConfirmed } from '@/lib/containment/hold';
import { countOf } from '@/lib/containment/hold-words';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import type { Context } from '@/lib/context';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { notify } from '@/lib/notify/server/notify';
import type { forceReleaseInput, Release } from '@/lib/release/release-schema';
import { assertReviewHolds } from '@/lib/release/server/assert-seen';
import { changeRelease } from '@/lib/release/server/find-release';
import { readRelease } from '@/lib/release/server/read-release';
import { lockWaiting } from '@/lib/release/server/settle-waiting';
import { startStage } from '@/lib/release/server/start-stage';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof forceReleaseInput> & { incidentRef: string; releaseId: string };

/**
 * Breaks the glass: releases although nobody else can be reached to agree. Takes the typed incident and a reason, and
 * leaves a red entry.
 */
export async function forceRelease(context: Context, input: Input): Promise<Release> {
  requireRole(context, 'commander');
  const { actor, clock, db } = context;
  return db.$transaction(async (tx) => {
    const release = await lockWaiting(context, tx, input);
    assertConfirmed(incidentRefOf(release.incident.number), input.confirmRef, 'confirm_ref');
    await assertReviewHolds(tx, release, clock.now());
    await changeRelease(tx, release, {
      state: 'running',
      isForced: true,
      decidedById: actor.actorId,
      decidedByName: actor.name,
      decidedAt: clock.now(),
      decisionReason: input.reason,
    });
    await appendEntry(context, tx, {
      incidentId: release.incidentId,
      kind: 'release_forced',
      source: 'person',
      sourceId: `release:${release.id}:forced`,
      text: input.reason,
      data: { releaseId: release.id, askedByName: release.askedByName },
    });
    await notify(context, tx, {
      kind: 'release_forced',
      severity: 'red',
      text: `${incidentRefOf(release.incident.number)}: ${actor.name} released ${countOf(release.targets.length, 'agent')} without a second person`,
      incidentId: release.incidentId,
    });
    await startStage(context, tx, release, 1);
    await announceContainment(tx, [release.incident.number]);
    return readRelease(context, tx, release.id);
  });
}
