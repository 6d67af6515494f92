import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Role } from '@/lib/auth/role';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';
import { reasonWithoutFix, reliesOnLostFix } from '@/lib/release/cause-fix-rule';
import { canSteer, releaseStateNames, type Steering } from '@/lib/release/release';
import type { Release, steerReleaseInput } from '@/lib/release/release-schema';
import { changeRelease, findRelease, type ReleaseRow } from '@/lib/release/server/find-release';
import { holdAgain } from '@/lib/release/server/hold-again';
import { readCauseFix } from '@/lib/release/server/read-cause-fix';
import { readRelease } from '@/lib/release/server/read-release';
import { queueRelease, startStage } from '@/lib/release/server/start-stage';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof steerReleaseInput> & { incidentRef: string; releaseId: string };

/** What keeps or takes agents from work is for responders, as stopping is; what sets them free is for commanders. */
const roleFor: Record<Steering, Role> = {
  pause: 'responder',
  hold_again: 'responder',
  resume: 'commander',
  continue: 'commander',
  cancel: 'commander',
};

const saying: Record<Steering, string> = {
  pause: 'Release paused',
  resume: 'Release goes on; the window begins anew',
  continue: 'Release continued without waiting for the window',
  cancel: 'The rest of the release cancelled',
  hold_again: 'Everything that was released is held again',
};

/** Where it had waited for a person between two stages it waits again: the next one is freed by `continue` only. */
function stateAfterPause({ isAutomatic, stages }: ReleaseRow): 'running' | 'between_stages' {
  const isWatching = stages.some(({ startedAt, passedAt }) => startedAt !== null && passedAt === null);
  const isBetween = stages.some(({ passedAt }) => passedAt !== null) && !isWatching;
  const hasNext = stages.some(({ startedAt }) => startedAt === null);
  return !isAutomatic && isBetween && hasNext ? 'between_stages' : 'running';
}

type Act = (context: Context, tx: Transaction, release: ReleaseRow, reason: string) => Promise<void>;

const acts: Record<Steering, Act> = {
  pause: (_context, tx, release) => changeRelease(tx, release, { state: 'paused' }),
  resume: async (_context, tx, release) => {
    await changeRelease(tx, release, { state: stateAfterPause(release) });
    await tx.releaseStage.updateMany({
      where: { releaseId: release.id, passedAt: null },
      data: { watchedAt: null, extendedAt: null },
    });
    await queueRelease(tx, release.id);
  },
  continue: goOn,
  cancel: (context, tx, release, reason) =>
    changeRelease(tx, release, { state: 'cancelled', endedAt: context.clock.now(), endReason: reason }),
  hold_again: async (context, tx, release, reason) => {
    const { current } = await holdAgain(context, tx, release, reason);
    await changeRelease(tx, current, {
      state: 'held_again',
      endedAt: context.clock.now(),
      endReason: reason,
    });
  },
};

/**
 * Steers a release that a person watches. Throws `conflict` where it is not in a state for that, `gate_incomplete` where
 * it would go on without the mark that it relied on and without a reason.
 */
export async function steerRelease(context: Context, input: Input): Promise<Release> {
  requireRole(context, roleFor[input.steering]);
  return context.db.$transaction(async (tx) => {
    const release = await findRelease(tx, input);
    const { steering } = input;
    if (!canSteer(release.state, steering)) {
      throw new AppError('conflict', `cannot ${steering} a release that is ${release.state}`, {
        userMessage: `This release is ${releaseStateNames[release.state]}. Look again.`,
      });
    }
    await acts[steering](
      context,
      tx,
      release,
      input.reason ?? `${saying[steering]} by ${context.actor.name}`,
    );
    if (freesMore(steering)) await assertFixOrReason(tx, release, input.reason);
    await appendEntry(context, tx, {
      incidentId: release.incidentId,
      kind: 'release_steered',
      source: 'person',
      text: input.reason ? `${saying[steering]}: ${input.reason}` : saying[steering],
      data: { releaseId: release.id, steering, from: release.state },
    });
    await announceContainment(tx, [release.incident.number]);
    return readRelease(context, tx, release.id);
  });
}

const freesMore = (steering: Steering): boolean => steering === 'resume' || steering === 'continue';

/**
 * What relied on the cause being marked as fixed goes on without the mark only for a reason, which it then relies on.
 * Looked at last, with the incident locked, so that nobody takes the mark back in between.
 */
async function assertFixOrReason(
  tx: Transaction,
  release: ReleaseRow,
  reason: string | undefined,
): Promise<void> {
  const causeFix = await readCauseFix(tx, release.incidentId);
  if (!reliesOnLostFix(release, causeFix)) return;
  const withoutFixReason = reasonWithoutFix(causeFix, reason, 'reason');
  await tx.release.update({ where: { id: release.id }, data: { withoutFixReason } });
}

/** Passes what is being watched and begins the next stage; the end of the last one ends the release. */
async function goOn(context: Context, tx: Transaction, release: ReleaseRow): Promise<void> {
  const next = release.stages.find(({ startedAt }) => startedAt === null);
  if (next) await startStage(context, tx, release, next.number);
  await changeRelease(tx, release, { state: 'running' });
  await tx.releaseStage.updateMany({
    where: {
      releaseId: release.id,
      startedAt: { not: null },
      passedAt: null,
      ...(next && { number: { lt: next.number } }),
    },
    data: { passedAt: context.clock.now() },
  });
  await queueRelease(tx, release.id);
}
