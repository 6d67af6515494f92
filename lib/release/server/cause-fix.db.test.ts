import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '@/lib/auth/actor';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import type { SecondPersonPolicy } from '@/lib/release/release';
import { askReleaseInput, reviewAgainInput } from '@/lib/release/release-schema';
import { advanceRelease } from '@/lib/release/server/advance-release';
import { askRelease } from '@/lib/release/server/ask-release';
import { confirmRelease } from '@/lib/release/server/confirm-release';
import { forceRelease } from '@/lib/release/server/force-release';
import { markCauseFixed } from '@/lib/release/server/mark-cause-fixed';
import { readRelease } from '@/lib/release/server/read-release';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { reviewReleaseAgain } from '@/lib/release/server/review-release-again';
import { steerRelease } from '@/lib/release/server/steer-release';
import { withdrawCauseFix } from '@/lib/release/server/withdraw-cause-fix';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const billing = 'ws_8f2c1a04b9e7';
const labAgents = ['agt_4c1d7e02ab90', 'agt_xem_lab_01', 'agt_xem_lab_02'];

let incident: Incident;
let incidentRef: string;

beforeAll(() => fleet.mirror());

beforeEach(async () => {
  const now = fleet.clock.now();
  await db.holdTarget.updateMany({ where: { releasedAt: null }, data: { releasedAt: now } });
  await db.hold.updateMany({ where: { releasedAt: null }, data: { releasedAt: now } });
  await db.release.updateMany({ where: { endedAt: null }, data: { endedAt: now, state: 'done' } });
  await db.agentScope.updateMany({ data: { desired: 'running', progress: 'observed' } });
  incident = await arrangeIncident(fleet.as('responder'));
  incidentRef = incidentRefOf(incident.number);
  await markCauseFixed(fleet.as('responder'), { incidentRef, what: 'the template asks again' });
});

async function holdLab(): Promise<string> {
  const input = { rung: 'workspace', workspaceId: lab, confirmName: 'lab', seenAgentIds: labAgents };
  return place(input);
}

async function place(input: Record<string, unknown>): Promise<string> {
  const parsed = placeHoldInput.parse({ reason: 'deletes without approval', ...input });
  const { holdId } = await placeHold(fleet.as('responder'), { ...parsed, incidentRef });
  await fleet.settle();
  await fleet.mirror();
  return holdId;
}

const seenOf = async (holdId: string) =>
  (await readReleaseReview(fleet.as('viewer'), { incidentRef, holdId })).seen;

async function ask(holdId: string, policy: SecondPersonPolicy = 'never', input: object = {}) {
  const asked = { reason: 'template fixed', shares: [50, 100], watchMinutes: 5, seen: await seenOf(holdId) };
  const parsed = askReleaseInput.parse({ ...asked, ...input });
  return askRelease(fleet.as('commander'), { ...parsed, incidentRef, holdId }, policy);
}

const read = (releaseId: string) => readRelease(fleet.as('viewer'), db, releaseId);

async function pass(releaseId: string, minutes: number): Promise<void> {
  await fleet.settle();
  await advance(releaseId);
  fleet.clock.advance(minutes * 60_000);
  await fleet.mirror();
  await advance(releaseId);
  await fleet.settle();
}

async function advance(releaseId: string): Promise<void> {
  const job = { ...fleet.as('admin'), actor: systemActor('advance_release') };
  for (let count = 0; count < 20; count += 1) {
    if ((await advanceRelease(job, releaseId)).againAfterMs !== 0) return;
  }
  throw new Error('the release never waits');
}

const withdraw = () =>
  withdrawCauseFix(fleet.as('responder'), { incidentRef, reason: 'it deletes all the same' });
const heldCount = (holdId: string) => db.holdTarget.count({ where: { holdId, releasedAt: null } });
const logged = (kind: string) => db.timelineEntry.findMany({ where: { incidentId: incident.id, kind } });

describe('a release that waits for a second person', () => {
  it('falls with the mark that its asker relied on, until somebody says why all the same', async () => {
    const { releaseId } = await ask(await holdLab(), 'always');
    await withdraw();
    const input = { incidentRef, releaseId };
    expect(await read(releaseId)).toMatchObject({
      isFixGone: true,
      changesSinceReview: ['the cause is no longer marked as fixed'],
    });
    await expect(confirmRelease(fleet.as('commander'), input)).rejects.toMatchObject({
      code: 'counts_changed',
    });
    const forced = { ...input, reason: 'nobody answers', confirmRef: incidentRef };
    await expect(forceRelease(fleet.as('commander'), forced)).rejects.toMatchObject({
      code: 'counts_changed',
    });

    const { review } = await read(releaseId);
    const again = { reason: 'looked again', seen: review.seen };
    const bare = { ...input, ...reviewAgainInput.parse(again) };
    await expect(reviewReleaseAgain(fleet.as('commander'), bare)).rejects.toMatchObject({
      code: 'gate_incomplete',
    });
    const reasoned = { ...again, withoutFixReason: 'the tool is switched off' };
    await reviewReleaseAgain(fleet.as('commander'), { ...input, ...reviewAgainInput.parse(reasoned) });
    expect(await confirmRelease(fleet.as('commander'), input)).toMatchObject({
      state: 'running',
      withoutFixReason: 'the tool is switched off',
    });
  });

  it('holds when somebody marks it anew', async () => {
    const { releaseId } = await ask(await holdLab(), 'always');
    await withdraw();
    await markCauseFixed(fleet.as('responder'), { incidentRef, what: 'now it does' });
    expect(await confirmRelease(fleet.as('commander'), { incidentRef, releaseId })).toMatchObject({
      state: 'running',
    });
  });
});

describe('a release under way', () => {
  it('frees nobody more by itself once the mark that it relies on is taken back, and says so once', async () => {
    const holdId = await holdLab();
    const { releaseId } = await ask(holdId);
    await withdraw();
    await withdraw();
    await pass(releaseId, 30);
    expect(await heldCount(holdId)).toBe(1);
    expect(await read(releaseId)).toMatchObject({ state: 'paused', isFixGone: true });
    expect(await logged('release_steered')).toHaveLength(1);
    expect(await db.notification.findMany({ where: { incidentId: incident.id } })).toMatchObject([
      { kind: 'release_paused', severity: 'amber' },
    ]);
  });

  it.each(['resume', 'continue'] as const)(
    'goes on by %s only for a reason, and then relies on it',
    async (steering) => {
      const holdId = await holdLab();
      const { releaseId } = await ask(holdId);
      await pass(releaseId, 1);
      await withdraw();
      const input = { incidentRef, releaseId, steering };
      await expect(steerRelease(fleet.as('commander'), input)).rejects.toMatchObject({
        code: 'gate_incomplete',
        details: { errors: [{ field: 'reason' }] },
      });
      expect(await heldCount(holdId)).toBe(1);
      const reason = 'the tool is switched off';
      expect(await steerRelease(fleet.as('commander'), { ...input, reason })).toMatchObject({
        state: 'running',
        isFixGone: false,
        withoutFixReason: reason,
      });
      await pass(releaseId, 10);
      await pass(releaseId, 10);
      expect(await heldCount(holdId)).toBe(0);
    },
  );

  it('can be cancelled, and what is left stays held', async () => {
    const holdId = await holdLab();
    const { releaseId } = await ask(holdId);
    await withdraw();
    await steerRelease(fleet.as('commander'), { incidentRef, releaseId, steering: 'cancel' });
    expect(await heldCount(holdId)).toBe(1);
  });

  it('goes on where it has a reason of its own, or where it has freed all', async () => {
    const holdId = await holdLab();
    const whole = await ask(holdId, 'never', { shares: [100] });
    await withdraw();
    expect(await read(whole.releaseId)).toMatchObject({ state: 'running', isFixGone: false });
    await pass(whole.releaseId, 5);
    expect(await read(whole.releaseId)).toMatchObject({ state: 'done' });

    const reasoned = await ask(await holdLab(), 'never', { withoutFixReason: 'the tool is off' });
    await withdraw();
    expect(await read(reasoned.releaseId)).toMatchObject({ state: 'running' });
  });

  it('is paused by a recurrence in another release of the incident', async () => {
    const labHold = await holdLab();
    const other = await place({ rung: 'agent', agentId: 'agt_xem_fleet_01' });
    const staged = await ask(labHold);
    const recurring = await ask(other);
    await fleet.settle();
    await advance(recurring.releaseId);
    await arrangeExecution(fleet.as('admin'), {
      agentId: 'agt_xem_fleet_01',
      workspaceId: billing,
      risk: 'destructive',
      status: 'running',
      startedAt: new Date(fleet.clock.now().getTime() + 1_000),
    });
    await pass(recurring.releaseId, 1);
    expect(await read(recurring.releaseId)).toMatchObject({ state: 'held_again' });
    await pass(staged.releaseId, 30);
    expect(await read(staged.releaseId)).toMatchObject({ state: 'paused' });
    expect(await heldCount(labHold)).toBe(1);
  });
});
