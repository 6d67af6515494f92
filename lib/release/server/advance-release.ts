import 'server-only';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { isAppError } from '@/lib/errors';
import { planRelease, type ReleaseStep } from '@/lib/release/plan-release';
import { changeRelease, type ReleaseRow, releaseParts } from '@/lib/release/server/find-release';
import { finishRelease } from '@/lib/release/server/finish-release';
import { passStage } from '@/lib/release/server/pass-stage';
import { readReleaseFacts } from '@/lib/release/server/read-release-facts';
import type { WatchedCallRow } from '@/lib/release/server/read-watched-calls';
import { recur } from '@/lib/release/server/recur';
import { startStage } from '@/lib/release/server/start-stage';
import { meansFailure } from '@/lib/release/watch-rule';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * One step of a release, each in one transaction, and when to look next. What was planned on an older state of the
 * release is not carried out, so any number of workers may run this, and a crash anywhere costs nothing.
 */
export async function advanceRelease(
  context: Context,
  releaseId: string,
): Promise<{ againAfterMs: number | null }> {
  const release = await context.db.release.findUnique({ where: { id: releaseId }, include: releaseParts });
  if (!release) return { againAfterMs: null };
  const { facts, recurrence } = await readReleaseFacts(context, release);
  const step = planRelease(facts, context.clock.now());
  if (step.step === 'rest') return { againAfterMs: null };
  if (step.step === 'wait') return { againAfterMs: step.milliseconds };
  try {
    await context.db.$transaction(async (tx) => {
      await carryOut(context, tx, release, step, recurrence);
      await announceContainment(tx, [release.incident.number]);
    });
  } catch (error) {
    // Somebody was faster; their change is planned on anew.
    if (!isAppError(error, 'conflict')) throw error;
  }
  return { againAfterMs: 0 };
}

type Doing = Exclude<ReleaseStep, { step: 'wait' | 'rest' }>;

async function carryOut(
  context: Context,
  tx: Transaction,
  release: ReleaseRow,
  step: Doing,
  recurrence: WatchedCallRow | null,
): Promise<void> {
  switch (step.step) {
    case 'hold_again':
      return recur(context, tx, release, recurrence);
    case 'start_stage':
      await startStage(context, tx, release, step.number);
      return changeRelease(tx, release, {});
    case 'begin_watch':
      return noteOnStage(context, tx, release, step.number, 'watchedAt');
    case 'extend':
      await noteOnStage(context, tx, release, step.number, 'extendedAt');
      return tellExtension(context, tx, release, step.number);
    case 'pass_stage':
      return passStage(context, tx, release, step.number);
    case 'finish':
      return finishRelease(context, tx, release);
  }
}

async function noteOnStage(
  { clock }: Context,
  tx: Transaction,
  release: ReleaseRow,
  number: number,
  field: 'watchedAt' | 'extendedAt',
): Promise<void> {
  await changeRelease(tx, release, {});
  await tx.releaseStage.update({
    where: { releaseId_number: { releaseId: release.id, number } },
    data: { [field]: clock.now() },
  });
}

async function tellExtension(
  context: Context,
  tx: Transaction,
  release: ReleaseRow,
  number: number,
): Promise<void> {
  const stage = release.stages.find((it) => it.number === number);
  const missing = meansFailure(release.rule)
    ? 'calls that began in it still run, or are not known yet'
    : 'calls of its last part are not known yet';
  await appendEntry(context, tx, {
    incidentId: release.incidentId,
    kind: 'release_extended',
    source: 'system',
    sourceId: `release:${release.id}:extended:${number}:${stage?.watchedAt?.getTime() ?? 0}`,
    text: `The window of stage ${number} is over, and ${missing}. It stays open until they ${meansFailure(release.rule) ? 'have ended' : 'are'}.`,
    data: { releaseId: release.id, stage: number },
  });
}
