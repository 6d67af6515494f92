import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '@/lib/auth/actor';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import type { Context } from '@/lib/context';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import type { SecondPersonPolicy } from '@/lib/release/release';
import { askReleaseInput } from '@/lib/release/release-schema';
import { advanceRelease } from '@/lib/release/server/advance-release';
import { askRelease } from '@/lib/release/server/ask-release';
import { confirmRelease } from '@/lib/release/server/confirm-release';
import { declineRelease } from '@/lib/release/server/decline-release';
import { forceRelease } from '@/lib/release/server/force-release';
import { markCauseFixed } from '@/lib/release/server/mark-cause-fixed';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { readReleases } from '@/lib/release/server/read-releases';
import { reviewReleaseAgain } from '@/lib/release/server/review-release-again';
import { steerRelease } from '@/lib/release/server/steer-release';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const labAgents = ['agt_4c1d7e02ab90', 'agt_xem_lab_01', 'agt_xem_lab_02'];
const minuteMs = 60_000;

let incident: Incident;
let holdId: string;

beforeAll(() => fleet.mirror());
afterEach(() => fleet.skewClock(null));

/** Every test has the lab held by an incident of its own, stopped and drained. */
beforeEach(async () => {
  await db.holdTarget.updateMany({ where: { releasedAt: null }, data: { releasedAt: fleet.clock.now() } });
  await db.hold.updateMany({ where: { releasedAt: null }, data: { releasedAt: fleet.clock.now() } });
  await db.release.updateMany({
    where: { endedAt: null },
    data: { endedAt: fleet.clock.now(), state: 'done' },
  });
  await db.agentScope.updateMany({ data: { desired: 'running', progress: 'observed' } });
  for (const agentId of labAgents)
    await fleet.xem().resumeExec(agentId, { workspaceId: lab, workspaceName: 'lab' });
  // What an earlier test left in the queue runs to its end first.
  fleet.clock.advance(10 * minuteMs);
  await fleet.mirror();
  incident = await arrangeIncident(fleet.as('responder'));
  const input = { rung: 'workspace', workspaceId: lab, confirmName: 'lab', seenAgentIds: labAgents };
  const hold = await placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: ref(),
  });
  holdId = hold.holdId;
  await fleet.settle();
  await fleet.mirror();
});

const ref = () => incidentRefOf(incident.number);
const review = () => readReleaseReview(fleet.as('viewer'), { incidentRef: ref(), holdId });

type Asking = Record<string, unknown> & { policy?: SecondPersonPolicy; by?: Context };

async function ask({ policy = 'never', by = fleet.as('commander'), ...input }: Asking = {}) {
  const seen = input.seen ?? (await review()).seen;
  const parsed = askReleaseInput.parse({
    reason: 'template fixed',
    withoutFixReason: 'the tool is switched off',
    ...input,
    seen,
  });
  return askRelease(by, { ...parsed, incidentRef: ref(), holdId }, policy);
}

const read = async (releaseId: string) => {
  const { releases } = await readReleases(fleet.as('viewer'), { incidentRef: ref() });
  const found = releases.find((release) => release.releaseId === releaseId);
  if (!found) throw new Error(`${releaseId} is not listed`);
  return found;
};

const pausedAgents = async () => {
  const agents = await Promise.all(labAgents.map((agentId) => fleet.xem().showAgent(agentId)));
  return agents
    .filter(({ pausedWorkspaces }) => pausedWorkspaces?.includes(lab))
    .map(({ agentId }) => agentId);
};

const callIn = (agentId: string, input: Record<string, unknown> = {}) =>
  fleet.simulator().controls.invoke({
    agentId,
    workspaceId: lab,
    toolName: 'openstack_server_delete',
    slipsPastApproval: true,
    requestedBy: 'nightly-reclaim',
    arguments: { server: 'vm-9' },
    ...input,
  });

/** Does what the jobs would, twice each time, as after a crash between any two steps. */
async function advance(releaseId: string): Promise<void> {
  for (let count = 0; count < 20; count += 1) {
    const job = { ...fleet.as('admin'), actor: systemActor('advance_release') };
    const [one, other] = [await advanceRelease(job, releaseId), await advanceRelease(job, releaseId)];
    if (one.againAfterMs !== 0 && other.againAfterMs !== 0) return;
  }
  throw new Error('the release never waits');
}

async function pass(releaseId: string, minutes: number): Promise<void> {
  await fleet.settle();
  await advance(releaseId);
  fleet.clock.advance(minutes * minuteMs);
  await fleet.mirror();
  await advance(releaseId);
}

const kinds = async (): Promise<string[]> => {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId: incident.id },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ kind }) => kind);
};

describe('a staged release', () => {
  it('frees one stage after the other, each when the window before it has passed', async () => {
    const { releaseId, stages } = await ask({ shares: [10, 50, 100], watchMinutes: 10 });
    expect(stages.map(({ targets }) => targets.length)).toEqual([1, 1, 1]);
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(2);

    await advance(releaseId);
    fleet.clock.advance(9 * minuteMs);
    await fleet.mirror();
    await advance(releaseId);
    expect(await pausedAgents()).toHaveLength(2);

    await pass(releaseId, 1);
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(1);
    await pass(releaseId, 10);
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(0);
    expect(await read(releaseId)).toMatchObject({ state: 'running' });
    await pass(releaseId, 10);
    expect(await read(releaseId)).toMatchObject({
      state: 'done',
      stages: [{}, {}, { passedAt: expect.any(String) }],
    });
    const log = await kinds();
    expect(log.filter((kind) => kind === 'hold_released')).toHaveLength(3);
    expect(log.filter((kind) => kind === 'release_stage_passed')).toHaveLength(3);
    expect(log.filter((kind) => kind === 'release_finished')).toHaveLength(1);
    expect(await db.hold.findUniqueOrThrow({ where: { id: holdId } })).toMatchObject({
      releasedByName: 'Test commander',
    });
  });

  it('waits for a person between the stages where that was asked for', async () => {
    const { releaseId } = await ask({ shares: [50, 100], watchMinutes: 1, isAutomatic: false });
    await pass(releaseId, 1);
    expect(await read(releaseId)).toMatchObject({ state: 'between_stages' });
    await pass(releaseId, 60);
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(1);
    await steerRelease(fleet.as('commander'), { incidentRef: ref(), releaseId, steering: 'continue' });
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(0);
  });

  it('frees one agent alone, and keeps the others in the hold', async () => {
    const { targets, seen } = await review();
    const scopeId = targets[0]?.scopeId ?? '';
    const { releaseId } = await ask({
      scopeIds: [scopeId],
      watchMinutes: 0,
      seen: { ...seen, scopeIds: [scopeId] },
    });
    await pass(releaseId, 0);
    expect(await pausedAgents()).toHaveLength(2);
    expect(await read(releaseId)).toMatchObject({ state: 'done' });
    expect(await db.hold.findUniqueOrThrow({ where: { id: holdId } })).toMatchObject({ releasedAt: null });
  });
});

describe('when it happens again', () => {
  it.each([
    ['behind', -90_000],
    ['ahead', 600_000],
  ])('is noticed at once by a clock of XEM that is %s, and an old call is none', async (_which, aheadMs) => {
    const agentId = labAgents[0] ?? '';
    const stamped = (instant: Date) => new Date(instant.getTime() + aheadMs);
    const call = { agentId, workspaceId: lab, risk: 'destructive', status: 'running' };
    fleet.skewClock(aheadMs);
    await arrangeExecution(fleet.as('admin'), { ...call, startedAt: stamped(fleet.clock.now()) });
    fleet.clock.advance(30_000);
    const { releaseId } = await ask({ watchMinutes: 5 });
    await fleet.settle();
    await advance(releaseId);
    expect(await read(releaseId)).toMatchObject({ state: 'running', callCount: 0 });

    fleet.clock.advance(10_000);
    await arrangeExecution(fleet.as('admin'), { ...call, startedAt: stamped(fleet.clock.now()) });
    await advance(releaseId);
    expect(await read(releaseId)).toMatchObject({ state: 'held_again' });
  });

  it('holds again exactly what it had released, in red, and takes the mark of the fix back', async () => {
    await markCauseFixed(fleet.as('responder'), { incidentRef: ref(), what: 'the template asks again' });
    const { releaseId, stages } = await ask({ shares: [33, 66, 100], watchMinutes: 5 });
    await pass(releaseId, 5);
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(1);
    const freed = stages.slice(0, 2).flatMap(({ targets }) => targets.map(({ agentId }) => agentId));
    callIn(freed[0] ?? '');
    fleet.clock.advance(5_000);
    await fleet.mirror();
    await advance(releaseId);

    // The intent stands before XEM has been asked.
    expect(await pausedAgents()).toHaveLength(1);
    const after = await db.hold.findFirstOrThrow({
      where: { afterReleaseId: releaseId },
      include: { targets: { include: { scope: true } } },
    });
    expect(after.targets.map(({ scope }) => scope.agentId).sort()).toEqual(freed.sort());
    const { holds } = await readContainment(fleet.as('viewer'), { incidentRef: ref() });
    expect(holds).toMatchObject([{ isAfterRelease: true }, { isAfterRelease: false }]);
    const placed = await db.timelineEntry.findFirstOrThrow({
      where: { incidentId: incident.id, sourceId: `hold:${after.id}:placed` },
    });
    expect(placed.text).toContain('these agents only');
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(3);
    expect(await read(releaseId)).toMatchObject({
      state: 'held_again',
      recurrence: { toolName: 'openstack_server_delete' },
    });
    const log = await kinds();
    expect(log.filter((kind) => kind === 'release_recurred')).toHaveLength(1);
    expect(log).toContain('cause_fix_withdrawn');
    expect(await db.notification.findMany({ where: { incidentId: incident.id } })).toMatchObject([
      { kind: 'recurrence', severity: 'red' },
    ]);
    // Nothing more happens by itself.
    await pass(releaseId, 60);
    expect(await db.hold.count({ where: { afterReleaseId: releaseId } })).toBe(1);
  });

  it('sees the queued call that the release itself sets free', async () => {
    callIn('agt_xem_lab_01');
    await fleet.mirror();
    const { seen, dangerousCount } = await review();
    expect(dangerousCount).toBe(1);
    const { releaseId } = await ask({ watchMinutes: 5, seen });
    await pass(releaseId, 1);
    expect(await read(releaseId)).toMatchObject({ state: 'held_again' });
  });

  it('lets calls pass that the rule does not mean', async () => {
    const { releaseId } = await ask({ watchMinutes: 5, rule: 'tool_called', ruleToolName: 'kubectl_get' });
    await fleet.settle();
    await advance(releaseId);
    callIn('agt_xem_lab_01');
    await pass(releaseId, 5);
    expect(await read(releaseId)).toMatchObject({ state: 'done' });
  });

  it('goes on watching while a person has paused it', async () => {
    const { releaseId } = await ask({ shares: [50, 100], watchMinutes: 5 });
    await fleet.settle();
    await advance(releaseId);
    await steerRelease(fleet.as('responder'), { incidentRef: ref(), releaseId, steering: 'pause' });
    await pass(releaseId, 20);
    expect(await read(releaseId)).toMatchObject({ state: 'paused' });
    for (const agentId of labAgents) callIn(agentId);
    await pass(releaseId, 1);
    await fleet.settle();
    expect(await read(releaseId)).toMatchObject({ state: 'held_again' });
    expect(await pausedAgents()).toHaveLength(3);
  });
});

describe('a window', () => {
  it('does not pass by silence while the calls are unknown, and says so once', async () => {
    const { releaseId } = await ask({ watchMinutes: 2 });
    await fleet.settle();
    await advance(releaseId);
    fleet.clock.advance(10 * minuteMs);
    await advance(releaseId);
    await advance(releaseId);
    expect(await read(releaseId)).toMatchObject({ state: 'running', stages: [{ passedAt: null }] });
    expect((await kinds()).filter((kind) => kind === 'release_extended')).toHaveLength(1);
    await fleet.mirror();
    await advance(releaseId);
    expect(await read(releaseId)).toMatchObject({ state: 'done' });
  });

  it('stays open while a call that began in it may still fail, and holds again when it does', async () => {
    const { releaseId } = await ask({ watchMinutes: 5, rule: 'any_failure' });
    await fleet.settle();
    await advance(releaseId);
    const call = { agentId: 'agt_xem_lab_01', workspaceId: lab, status: 'running' };
    const startedAt = new Date(fleet.clock.now().getTime() + minuteMs);
    const { executionId } = await arrangeExecution(fleet.as('admin'), { ...call, startedAt });
    fleet.clock.advance(6 * minuteMs);
    await fleet.mirror();
    await advance(releaseId);
    expect(await read(releaseId)).toMatchObject({ state: 'running', stages: [{ passedAt: null }] });
    const { text } = await db.timelineEntry.findFirstOrThrow({
      where: { incidentId: incident.id, kind: 'release_extended' },
    });
    expect(text).toContain('still run');

    await db.execution.updateMany({
      where: { executionId },
      data: { status: 'failed', completedAt: fleet.clock.now() },
    });
    await advance(releaseId);
    expect(await read(releaseId)).toMatchObject({ state: 'held_again', recurrence: { executionId } });
  });

  it('closes when what began in it has ended well', async () => {
    const { releaseId } = await ask({ watchMinutes: 5, rule: 'any_failure' });
    await fleet.settle();
    await advance(releaseId);
    const call = { agentId: 'agt_xem_lab_01', workspaceId: lab, status: 'running' };
    const inMinutes = (minutes: number) => new Date(fleet.clock.now().getTime() + minutes * minuteMs);
    const first = await arrangeExecution(fleet.as('admin'), { ...call, startedAt: inMinutes(1) });
    // It began after the window, which would otherwise never close where work never ends.
    await arrangeExecution(fleet.as('admin'), { ...call, startedAt: inMinutes(5.5) });
    await pass(releaseId, 6);
    expect(await read(releaseId)).toMatchObject({ state: 'running' });
    await db.execution.updateMany({
      where: { executionId: first.executionId },
      data: { status: 'completed', completedAt: fleet.clock.now() },
    });
    await advance(releaseId);
    expect(await read(releaseId)).toMatchObject({ state: 'done' });
  });

  it('does not begin before XEM has resumed the agents', async () => {
    const { releaseId } = await ask({ watchMinutes: 2 });
    fleet.clock.advance(10 * minuteMs);
    await fleet.mirror();
    await advance(releaseId);
    expect(await read(releaseId)).toMatchObject({ stages: [{ watchedAt: null, passedAt: null }] });
    await pass(releaseId, 2);
    expect(await read(releaseId)).toMatchObject({ state: 'done' });
  });
});

describe('steering', () => {
  it('holds all again for a responder, and cancels what is left for a commander', async () => {
    const first = await ask({ shares: [50, 100], watchMinutes: 5 });
    await fleet.settle();
    await steerRelease(fleet.as('responder'), {
      incidentRef: ref(),
      releaseId: first.releaseId,
      steering: 'hold_again',
    });
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(3);
    const again = { incidentRef: ref(), releaseId: first.releaseId, steering: 'hold_again' } as const;
    await expect(steerRelease(fleet.as('responder'), again)).rejects.toMatchObject({ code: 'conflict' });
    expect(await db.hold.count({ where: { afterReleaseId: first.releaseId } })).toBe(1);
  });

  it('keeps held what was not released when the rest is cancelled', async () => {
    const { releaseId } = await ask({ shares: [66, 100], watchMinutes: 5 });
    const cancel = { incidentRef: ref(), releaseId, steering: 'cancel' } as const;
    await expect(steerRelease(fleet.as('responder'), cancel)).rejects.toMatchObject({ code: 'not_allowed' });
    await steerRelease(fleet.as('commander'), cancel);
    await pass(releaseId, 60);
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(1);
    expect(await read(releaseId)).toMatchObject({ state: 'cancelled' });
  });

  it('frees nobody by going on after a pause where a person was to say so', async () => {
    const { releaseId } = await ask({ shares: [50, 100], watchMinutes: 1, isAutomatic: false });
    await pass(releaseId, 1);
    await steerRelease(fleet.as('responder'), { incidentRef: ref(), releaseId, steering: 'pause' });
    await steerRelease(fleet.as('commander'), { incidentRef: ref(), releaseId, steering: 'resume' });
    await pass(releaseId, 10);
    await fleet.settle();
    expect(await read(releaseId)).toMatchObject({ state: 'between_stages' });
    expect(await pausedAgents()).toHaveLength(1);
  });

  it('begins the window anew after a pause', async () => {
    const { releaseId } = await ask({ watchMinutes: 5 });
    await pass(releaseId, 4);
    await steerRelease(fleet.as('responder'), { incidentRef: ref(), releaseId, steering: 'pause' });
    await steerRelease(fleet.as('commander'), { incidentRef: ref(), releaseId, steering: 'resume' });
    await pass(releaseId, 4);
    expect(await read(releaseId)).toMatchObject({ state: 'running' });
    await pass(releaseId, 1);
    expect(await read(releaseId)).toMatchObject({ state: 'done' });
  });
});

describe('asking', () => {
  it('is refused when something dangerous has been queued since the person looked', async () => {
    const { seen } = await review();
    callIn('agt_xem_lab_01');
    await fleet.mirror();
    await expect(ask({ seen })).rejects.toMatchObject({ code: 'counts_changed' });
    expect(await db.release.count({ where: { incidentId: incident.id } })).toBe(0);
    expect(await pausedAgents()).toHaveLength(3);
  });

  it('needs the cause marked as fixed, or a reason of its own', async () => {
    await expect(ask({ withoutFixReason: undefined })).rejects.toMatchObject({ code: 'gate_incomplete' });
    await markCauseFixed(fleet.as('responder'), { incidentRef: ref(), what: 'the template asks again' });
    expect(await ask({ withoutFixReason: undefined })).toMatchObject({ withoutFixReason: null });
  });

  it('is for commanders, and the second click changes nothing', async () => {
    for (const role of ['viewer', 'responder'] as const) {
      await expect(ask({ by: fleet.as(role) })).rejects.toMatchObject({ code: 'not_allowed' });
    }
    const { seen } = await review();
    const both = await Promise.allSettled([ask({ seen }), ask({ seen })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.release.count({ where: { incidentId: incident.id } })).toBe(1);
    expect((await kinds()).filter((kind) => kind === 'release_asked')).toHaveLength(1);
  });

  it('says what stays held by another incident', async () => {
    const other = await arrangeIncident(fleet.as('responder'));
    await placeHold(fleet.as('responder'), {
      ...placeHoldInput.parse({
        rung: 'agent_in_workspace',
        agentId: 'agt_xem_lab_01',
        workspaceId: lab,
        reason: 'mine too',
      }),
      incidentRef: incidentRefOf(other.number),
    });
    const kept = (await review()).targets.filter(({ isKept }) => isKept);
    expect(kept).toMatchObject([{ agentId: 'agt_xem_lab_01', heldBy: [incidentRefOf(other.number)] }]);
    const { releaseId } = await ask({ watchMinutes: 1 });
    await pass(releaseId, 1);
    expect(await pausedAgents()).toEqual(['agt_xem_lab_01']);
    expect(await read(releaseId)).toMatchObject({ state: 'done' });
  });
});

describe('a second person', () => {
  it('is needed after destructive damage, and then another one than who asked', async () => {
    callIn('agt_xem_lab_01');
    await fleet.mirror();
    const asker = fleet.as('commander');
    const waiting = await ask({ policy: 'always', by: asker, watchMinutes: 1 });
    expect(waiting).toMatchObject({
      state: 'waiting',
      mayNotConfirm: expect.stringContaining('Another person'),
    });
    await pass(waiting.releaseId, 60);
    expect(await pausedAgents()).toHaveLength(3);

    const input = { incidentRef: ref(), releaseId: waiting.releaseId };
    await expect(confirmRelease(asker, input)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(confirmRelease(fleet.as('responder'), input)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await confirmRelease(fleet.as('commander'), input)).toMatchObject({ state: 'running' });
    await expect(confirmRelease(fleet.as('commander'), input)).rejects.toMatchObject({ code: 'conflict' });
    await fleet.settle();
    expect(await pausedAgents()).toHaveLength(0);
    expect((await kinds()).filter((kind) => kind === 'release_confirmed')).toHaveLength(1);
  });

  it('is not the maker of the token that asked, nor the other way round', async () => {
    const person = await db.user.create({
      data: { name: 'Ada', email: `${crypto.randomUUID()}@example.com`, role: 'admin' },
    });
    const token = await db.apiToken.create({
      data: {
        name: 'CI',
        tokenHash: crypto.randomUUID(),
        role: 'commander',
        createdById: person.id,
        createdByName: 'Ada',
      },
    });
    const commander = fleet.as('commander');
    const asPerson = { ...commander, actor: { ...commander.actor, actorId: person.id } };
    const asToken = {
      ...commander,
      actor: { ...commander.actor, kind: 'token' as const, actorId: token.id },
    };
    const byBootstrap = {
      ...commander,
      actor: { ...commander.actor, kind: 'token' as const, actorId: 'bootstrap' },
    };
    const { releaseId } = await ask({ policy: 'always', by: asToken });
    const input = { incidentRef: ref(), releaseId };
    for (const context of [asPerson, asToken, byBootstrap]) {
      await expect(confirmRelease(context, input)).rejects.toMatchObject({ code: 'not_allowed' });
    }
    expect(await confirmRelease(fleet.as('commander'), input)).toMatchObject({ state: 'running' });
  });

  it('is asked again after the queue has changed', async () => {
    const asker = fleet.as('commander');
    const { releaseId } = await ask({ policy: 'always', by: asker, watchMinutes: 1 });
    callIn('agt_xem_lab_01');
    await fleet.mirror();
    const input = { incidentRef: ref(), releaseId };
    const second = fleet.as('commander');
    expect((await read(releaseId)).changesSinceReview).not.toEqual([]);
    await expect(confirmRelease(second, input)).rejects.toMatchObject({ code: 'counts_changed' });
    const { seen } = await review();
    await reviewReleaseAgain(second, { ...input, seen, reason: 'looked at the one more' });
    // Who reviewed it last is the one who asks.
    await expect(confirmRelease(second, input)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await confirmRelease(asker, input)).toMatchObject({ state: 'running' });
  });

  it('can say no, and the hold stays', async () => {
    const { releaseId } = await ask({ policy: 'always' });
    const input = { incidentRef: ref(), releaseId, reason: 'the template is not deployed' };
    await expect(declineRelease(fleet.as('responder'), input)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await declineRelease(fleet.as('commander'), input)).toMatchObject({ state: 'declined' });
    await expect(declineRelease(fleet.as('commander'), input)).rejects.toMatchObject({ code: 'conflict' });
    await pass(releaseId, 10);
    expect(await pausedAgents()).toHaveLength(3);
    expect(await ask()).toMatchObject({ state: 'running' });
  });

  it('can be done without in an emergency, never silently', async () => {
    const asker = fleet.as('commander');
    const { releaseId } = await ask({ policy: 'always', by: asker });
    const input = { incidentRef: ref(), releaseId, reason: 'nobody answers, customers are down' };
    await expect(forceRelease(asker, { ...input, confirmRef: 'INC-0' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(forceRelease(fleet.as('viewer'), { ...input, confirmRef: ref() })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    expect(await forceRelease(asker, { ...input, confirmRef: ref() })).toMatchObject({
      state: 'running',
      isForced: true,
    });
    expect(await kinds()).toContain('release_forced');
    await expect(forceRelease(asker, { ...input, confirmRef: ref() })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('follows the policy', async () => {
    expect(await ask({ policy: 'destructive' })).toMatchObject({ state: 'running', needsSecond: false });
  });
});
