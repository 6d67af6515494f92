import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { handOverHolds } from '@/lib/containment/server/hand-over-holds';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readHold } from '@/lib/containment/server/read-hold';
import { readLateCalls } from '@/lib/containment/server/read-late-calls';
import { releaseHold } from '@/lib/containment/server/release-hold';
import type { Incident, Prisma } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const agentId = 'agt_xem_fleet_01';

beforeAll(() => fleet.mirror());
afterEach(() => fleet.skewClock(null));

const observe = async () => {
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
};

const toldOf = (incidentId: string) =>
  db.timelineEntry.findMany({
    where: { incidentId, kind: 'stop_contained' },
    orderBy: { sequence: 'asc' },
  });

async function held(input: Record<string, unknown>, given?: Incident) {
  const incident = given ?? (await arrangeIncident(fleet.as('responder')));
  const { holdId } = await placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ rung: 'agent', reason: 'deletes without approval', ...input }),
    incidentRef: incidentRefOf(incident.number),
  });
  const placedAt = fleet.clock.now();
  fleet.clock.advance(200);
  await fleet.settle();
  fleet.clock.advance(1_000);
  return { incident, holdId, placedAt };
}

const secondsAfter = (instant: Date, seconds: number) => new Date(instant.getTime() + seconds * 1_000);

it('the log tells when a stop held, once, and is corrected by a call that landed later still', async () => {
  const { incident, placedAt } = await held({ agentId });
  await observe();
  await observe();
  const [first, ...more] = await toldOf(incident.id);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ data: { landedAfterCount: 0 }, supersedesId: null });

  fleet.clock.advance(10_000);
  const completedAt = fleet.clock.now();
  const startedAt = new Date(placedAt.getTime() - 60_000);
  const landed = { agentId, risk: 'destructive', startedAt, completedAt };
  await arrangeExecution(fleet.as('admin'), landed);
  await observe();
  await observe();
  const [, corrected, ...others] = await toldOf(incident.id);
  expect(others).toEqual([]);
  expect(corrected).toMatchObject({
    happenedAt: completedAt,
    supersedesId: first?.id,
    data: { landedAfterCount: 1, durationMs: completedAt.getTime() - placedAt.getTime() },
  });
});

it('a receipt tells by our clock what XEM has stamped by its own', async () => {
  const agentId = 'agt_xem_fleet_02';
  const behindMs = 90_000;
  const stamped = (instant: Date) => new Date(instant.getTime() - behindMs);
  const context = fleet.as('admin');
  fleet.skewClock(-behindMs);
  const { executionId } = await arrangeExecution(context, {
    agentId,
    status: 'running',
    risk: 'destructive',
    startedAt: stamped(fleet.clock.now()),
  });
  const { incident, holdId, placedAt } = await held({ agentId });
  const endedAt = secondsAfter(placedAt, 31);
  fleet.clock.advance(40_000);
  await db.execution.updateMany({
    where: { executionId },
    data: { status: 'completed', completedAt: stamped(endedAt), observedAt: fleet.clock.now() },
  });
  await observe();
  await observe();
  const { receipt } = await readHold(db, holdId);
  expect(receipt).toMatchObject({
    lastEndedAt: endedAt.toISOString(),
    landedAfterCount: 1,
    containedAfterMs: 31_000,
  });
  expect(await toldOf(incident.id)).toMatchObject([{ happenedAt: endedAt, data: { durationMs: 31_000 } }]);
  const [late] = await readLateCalls(db, incident.id);
  expect(late).toMatchObject({ happenedAt: stamped(endedAt).toISOString(), clockSkewMs: -behindMs });
});

it('a later stop of the same agent leaves the receipt of the first as it was', async () => {
  const lab = 'ws_5e0a9b3d7f64';
  const [agentId = '', ...others] = ['agt_xem_lab_01', 'agt_xem_lab_02', 'agt_4c1d7e02ab90'];
  const first = await held({
    rung: 'workspace',
    workspaceId: lab,
    confirmName: 'lab',
    seenAgentIds: [agentId, ...others],
  });
  await observe();
  await observe();
  const before = await readHold(db, first.holdId);
  const scope = await db.agentScope.findFirstOrThrow({ where: { agentId, workspaceId: lab } });
  const release = { incidentRef: incidentRefOf(first.incident.number), holdId: first.holdId };
  await releaseHold(fleet.as('commander'), { ...release, scopeIds: [scope.id], reason: 'it is needed' });
  await fleet.settle();
  fleet.clock.advance(60_000);
  const startedAt = fleet.clock.now();
  fleet.clock.advance(5_000);

  const later = await held({ rung: 'agent', agentId }, first.incident);
  await arrangeExecution(fleet.as('admin'), {
    agentId,
    workspaceId: lab,
    risk: 'destructive',
    startedAt,
    completedAt: fleet.clock.now(),
  });
  await observe();
  await observe();
  expect(await readHold(db, first.holdId)).toMatchObject({ receipt: before.receipt });
  expect((await readHold(db, later.holdId)).receipt).toMatchObject({ landedAfterCount: 1 });
  const told = await toldOf(first.incident.id);
  expect(told).toMatchObject([
    { data: { holdId: first.holdId }, supersedesId: null },
    { data: { holdId: later.holdId, landedAfterCount: 1 }, supersedesId: null },
  ]);
  const { toldLateCount } = await db.hold.findUniqueOrThrow({ where: { id: first.holdId } });
  expect(toldLateCount).toBe(1);
});

describe('time to contain', () => {
  const call = (of: string, overrides: Parameters<typeof arrangeExecution>[1]) =>
    arrangeExecution(fleet.as('admin'), { agentId: of, risk: 'destructive', ...overrides });
  const end = (executionId: string, data: Prisma.ExecutionUpdateManyMutationInput) =>
    db.execution.updateMany({
      where: { executionId },
      data: { status: 'completed', observedAt: fleet.clock.now(), ...data },
    });

  it('takes an end that XEM does not stamp for as late as it was seen', async () => {
    const of = 'agt_xem_fleet_03';
    const { executionId } = await call(of, { status: 'running' });
    const { incident, holdId, placedAt } = await held({ agentId: of });
    fleet.clock.advance(40_000);
    await end(executionId, {});
    const seenAt = fleet.clock.now();
    await observe();
    await observe();
    const containedAfterMs = seenAt.getTime() - placedAt.getTime();
    expect((await readHold(db, holdId)).receipt).toMatchObject({
      inFlightAtStopCount: 1,
      lastEndedAt: seenAt.toISOString(),
      containedAfterMs,
    });
    expect(await toldOf(incident.id)).toMatchObject([{ data: { durationMs: containedAfterMs } }]);
  });

  it('is the drain where one call was in a lease only, and its end was told nowhere', async () => {
    const of = 'agt_b5390e7ad4c8';
    const { executionId } = await call(of, { status: 'running' });
    const lease = { inFlightKnown: true, inFlight: ['inv_leased'] };
    await db.agent.update({ where: { agentId: of }, data: lease });
    const { holdId, placedAt } = await held({ agentId: of });
    await end(executionId, { completedAt: fleet.clock.now() });
    fleet.clock.advance(40_000);
    await observe();
    const { receipt } = await readHold(db, holdId);
    expect(receipt).toMatchObject({ inFlightAtStopCount: 2, lastEndedAt: expect.any(String) });
    expect(Date.parse(receipt.drainedAt ?? '') - placedAt.getTime()).toBe(receipt.containedAfterMs);
  });

  it('is not prolonged by what only reads', async () => {
    const of = 'agt_xem_fleet_04';
    const { executionId } = await call(of, { status: 'running', risk: 'read' });
    const { holdId, placedAt } = await held({ agentId: of });
    fleet.clock.advance(40_000);
    await end(executionId, { completedAt: fleet.clock.now() });
    await observe();
    const { receipt } = await readHold(db, holdId);
    expect(receipt.lastEndedAt).not.toBeNull();
    expect(Date.parse(receipt.allAcceptedAt ?? '') - placedAt.getTime()).toBe(receipt.containedAfterMs);
  });

  it('goes on until what started after the stop is over', async () => {
    const of = 'agt_9a03f5c871d2';
    const { incident, holdId, placedAt } = await held({ agentId: of });
    await observe();
    await observe();
    fleet.clock.advance(10_000);
    const { executionId } = await call(of, { status: 'running', startedAt: fleet.clock.now() });
    await observe();
    await observe();
    fleet.clock.advance(600_000);
    const endedAt = fleet.clock.now();
    await end(executionId, { completedAt: endedAt });
    await observe();
    await observe();
    const containedAfterMs = endedAt.getTime() - placedAt.getTime();
    expect((await readHold(db, holdId)).receipt).toMatchObject({
      startedAfterCount: 1,
      landedAfterCount: 0,
      containedAfterMs,
    });
    expect((await toldOf(incident.id)).at(-1)).toMatchObject({
      data: { durationMs: containedAfterMs, startedAfterCount: 1, landedAfterCount: 0 },
    });
    expect(await readLateCalls(db, incident.id)).toMatchObject([
      { how: 'started', status: 'completed', landedAt: endedAt.toISOString() },
    ]);
  });
});

describe('a stop that ends before its calls do', () => {
  const running = (of: string) =>
    arrangeExecution(fleet.as('admin'), { agentId: of, risk: 'destructive', status: 'running' });
  const land = (executionId: string) =>
    db.execution.updateMany({
      where: { executionId },
      data: { status: 'completed', completedAt: fleet.clock.now(), observedAt: fleet.clock.now() },
    });

  it('has its receipt closed by the incident that it was handed to, and the next one', async () => {
    const of = 'agt_0d86b1f3a95e';
    const { executionId } = await running(of);
    const { executionId: shorter } = await running(of);
    const { incident, holdId, placedAt } = await held({ agentId: of });
    await land(shorter);
    await observe();
    let from = incident;
    for (const reason of ['one cause', 'the cause after all']) {
      const to = await arrangeIncident(fleet.as('responder'));
      await handOverHolds(fleet.as('commander'), {
        incidentRef: incidentRefOf(from.number),
        toIncidentRef: incidentRefOf(to.number),
        reason,
      });
      from = to;
      fleet.clock.advance(5_000);
      await observe();
    }
    expect(await readHold(db, holdId)).toMatchObject({
      handedOverTo: expect.stringMatching(/^INC-/),
      receipt: { containedAfterMs: null, isCutShort: false },
    });
    fleet.clock.advance(20_000);
    await land(executionId);
    const landedAt = fleet.clock.now();
    await observe();
    await observe();
    const receipt = { landedAfterCount: 2, containedAfterMs: landedAt.getTime() - placedAt.getTime() };
    expect((await readHold(db, holdId)).receipt).toMatchObject({ ...receipt, isCutShort: false });
    expect(await toldOf(incident.id)).toMatchObject([{ happenedAt: landedAt, data: { holdId, ...receipt } }]);
    expect(await toldOf(from.id)).toMatchObject([
      { happenedAt: landedAt, data: { inFlightAtStopCount: 1, landedAfterCount: 1 } },
    ]);
    const drains = { incidentId: incident.id, kind: 'scope_drained' };
    expect(await db.timelineEntry.count({ where: drains })).toBe(1);
  });

  it('says so where it was released', async () => {
    const of = 'agt_e7b24190cf36';
    const { executionId } = await running(of);
    const { incident, holdId } = await held({ agentId: of });
    const release = { incidentRef: incidentRefOf(incident.number), holdId };
    await releaseHold(fleet.as('commander'), { ...release, reason: 'a false alarm' });
    await fleet.settle();
    await land(executionId);
    await observe();
    expect((await readHold(db, holdId)).receipt).toMatchObject({ containedAfterMs: null, isCutShort: true });
    expect(await toldOf(incident.id)).toEqual([]);
  });

  it('is closed without an agent that was deleted before XEM accepted', async () => {
    const lab = 'ws_5e0a9b3d7f64';
    const [gone = '', ...others] = ['agt_xem_lab_01', 'agt_xem_lab_02', 'agt_4c1d7e02ab90'];
    const { incident, holdId } = await held({
      rung: 'workspace',
      workspaceId: lab,
      confirmName: 'lab',
      seenAgentIds: [gone, ...others],
    });
    const never = { acceptedAt: null, observedAt: null, drainedAt: null };
    await db.holdTarget.updateMany({ where: { holdId, scope: { agentId: gone } }, data: never });
    await db.agentScope.updateMany({
      where: { agentId: gone, workspaceId: lab },
      data: { ...never, progress: 'rejected' },
    });
    await observe();
    await observe();
    expect(await toldOf(incident.id)).toEqual([]);
    await db.agent.update({ where: { agentId: gone }, data: { goneAt: fleet.clock.now() } });
    await observeContainment(fleet.as('admin'));
    expect(await toldOf(incident.id)).toMatchObject([{ data: { holdId } }]);
    expect((await readHold(db, holdId)).receipt.containedAfterMs).not.toBeNull();
  });
});
