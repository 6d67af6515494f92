import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { countOf } from '@/lib/containment/hold-words';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { findHold } from '@/lib/containment/server/find-hold';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Hold, Incident, Prisma } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { notify } from '@/lib/notify/server/notify';
import { reasonWithoutFix } from '@/lib/release/cause-fix-rule';
import { planStages } from '@/lib/release/plan-stages';
import type { SecondPersonPolicy } from '@/lib/release/release';
import type { askReleaseInput, Release } from '@/lib/release/release-schema';
import { assertSeen } from '@/lib/release/server/assert-seen';
import { findRelease, type ReleaseRow } from '@/lib/release/server/find-release';
import { personBehind, requirePersonBehind } from '@/lib/release/server/person-behind';
import { readRelease } from '@/lib/release/server/read-release';
import { type Review, readReview } from '@/lib/release/server/read-review';
import { readSecondPerson } from '@/lib/release/server/read-second-person';
import { startStage } from '@/lib/release/server/start-stage';
import { watchText } from '@/lib/release/watch-rule';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof askReleaseInput> & { incidentRef: string; holdId: string };

/**
 * Asks for the release of a hold that the person has reviewed. It begins at once, unless policy wants a second person.
 * Throws `counts_changed` when it would set free other things than they saw, `gate_incomplete` when nobody has marked
 * the cause as fixed and no reason is given, `conflict` when a release of this hold is under way, `not_allowed` when a
 * second person is needed and nobody knows who the first one is.
 */
export async function askRelease(
  context: Context,
  input: Input,
  policy?: SecondPersonPolicy,
): Promise<Release> {
  requireRole(context, 'commander');
  return context.db.$transaction(async (tx) => {
    const { hold, incident } = await findHold(tx, input);
    await lockTargets(context, tx, hold, incident);
    await assertNoOther(tx, hold);
    const review = await readReview(tx, {
      hold,
      incident,
      scopeIds: input.scopeIds,
      now: context.clock.now(),
    });
    if (review.targets.length === 0) throw releasedAlready(hold);
    assertSeen(review, input.seen);
    const withoutFixReason = reasonWithoutFix(review.causeFix, input.withoutFixReason);
    const { needsSecond } = await readSecondPerson(tx, hold, policy);
    const releaseId = await writeRelease(context, tx, {
      hold,
      incident,
      review,
      needsSecond,
      withoutFixReason,
      input,
    });
    const release = await findRelease(tx, { ...input, releaseId });
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'release_asked',
      source: 'person',
      sourceId: `release:${releaseId}:asked`,
      text: sentence(input, review, release.stages.length, needsSecond),
      data: { releaseId, needsSecond, ...toLog(input, review) },
    });
    if (needsSecond) await callForSecond(context, tx, release);
    else await startStage(context, tx, release, 1);
    await announceContainment(tx, [incident.number]);
    return readRelease(context, tx, releaseId);
  });
}

/** So that another commander hears of it on whatever page they are. */
export async function callForSecond(
  context: Context,
  tx: Transaction,
  { id, incidentId, incident, askedByName, targets }: ReleaseRow,
): Promise<void> {
  await notify(context, tx, {
    kind: 'release_waiting',
    severity: 'amber',
    text: `${incidentRefOf(incident.number)}: ${askedByName} asks for a second person to release ${countOf(targets.length, 'agent')}`,
    incidentId,
    foldKey: `release_waiting:${id}`,
  });
}

/** The scopes first and the incident after them, as everybody does who changes holds. */
async function lockTargets(context: Context, tx: Transaction, hold: Hold, incident: Incident): Promise<void> {
  const targets = await tx.holdTarget.findMany({
    where: { holdId: hold.id, releasedAt: null },
    select: { scope: { select: { agentId: true, workspaceId: true } } },
  });
  const refs = targets.map(({ scope }) => ({ ...scope, workspaceId: scope.workspaceId || null }));
  await lockScopes(tx, refs, context.clock.now());
  await lockIncident(tx, incident.id);
}

async function assertNoOther(tx: Transaction, hold: Hold): Promise<void> {
  const other = await tx.release.findFirst({ where: { holdId: hold.id, endedAt: null } });
  if (!other) return;
  throw new AppError('conflict', `release ${other.id} of this hold has not ended`, {
    userMessage: `${other.askedByName} is releasing this hold already.`,
    details: { releaseId: other.id },
  });
}

function releasedAlready(hold: Hold): AppError {
  const by = hold.releasedByName;
  return new AppError('conflict', `hold ${hold.id} is released already`, {
    userMessage: by ? `${by} released this hold already.` : 'This is released already.',
  });
}

type Asked = {
  hold: Hold;
  incident: Incident;
  review: Review;
  needsSecond: boolean;
  withoutFixReason: string | null;
  input: Input;
};

async function writeRelease({ actor, clock }: Context, tx: Transaction, asked: Asked): Promise<string> {
  const { hold, incident, review, needsSecond, withoutFixReason, input } = asked;
  const { reason, rule, ruleToolName = null, watchMinutes, isAutomatic } = input;
  const stages = planStages(review.targets, input.shares);
  const { id } = await tx.release.create({
    data: {
      incidentId: incident.id,
      holdId: hold.id,
      state: needsSecond ? 'waiting' : 'running',
      reason,
      withoutFixReason,
      rule,
      ruleToolName,
      watchMinutes,
      isAutomatic,
      review: freeze(review),
      needsSecond,
      askedById: actor.actorId,
      askedByName: actor.name,
      askedPersonId: await (needsSecond ? requirePersonBehind : personBehind)(tx, actor),
      askedAt: clock.now(),
      stages: { createMany: { data: stages.map((_, index) => ({ number: index + 1 })) } },
      targets: {
        createMany: {
          data: stages.flatMap((scopeIds, index) =>
            scopeIds.map((scopeId) => ({ scopeId, stage: index + 1 })),
          ),
        },
      },
    },
    select: { id: true },
  });
  return id;
}

/** What the person had before their eyes, for the second one and for the record. */
export function freeze(review: Review): Prisma.InputJsonObject {
  const { targets, asOf, queuedCount, dangerousCount, staleCount, queuedByTool, causeFix, seen } = review;
  return {
    targetCount: targets.length,
    asOf: asOf?.toISOString() ?? null,
    queuedCount,
    dangerousCount,
    staleCount,
    queuedByTool,
    causeFix,
    seen,
  };
}

function sentence(input: Input, review: Review, stageCount: number, needsSecond: boolean): string {
  const { watchMinutes, rule, ruleToolName = null } = input;
  return [
    `${input.reason} (${countOf(review.targets.length, 'agent')} in ${countOf(stageCount, 'stage')},`,
    `${countOf(review.queuedCount, 'queued call')}, ${review.dangerousCount} of them dangerous;`,
    watchMinutes === 0
      ? 'not watched)'
      : `watched ${watchMinutes} min a stage, held again on ${watchText({ rule, toolName: ruleToolName })})`,
    review.causeFix === null ? `The cause is not marked as fixed: ${input.withoutFixReason}` : '',
    needsSecond ? 'A second person has to agree.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function toLog(input: Input, review: Review) {
  const {
    holdId,
    shares,
    rule,
    ruleToolName = null,
    watchMinutes,
    isAutomatic,
    withoutFixReason = null,
  } = input;
  const { queuedCount, dangerousCount, staleCount, queuedByTool, causeFix } = review;
  return {
    holdId,
    shares,
    rule,
    ruleToolName,
    watchMinutes,
    isAutomatic,
    withoutFixReason,
    causeFixId: causeFix?.causeFixId ?? null,
    scopeIds: review.seen.scopeIds,
    queuedCount,
    dangerousCount,
    staleCount,
    queuedByTool,
  };
}
