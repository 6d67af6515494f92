import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { handOverHolds } from '@/lib/containment/server/hand-over-holds';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { readHold } from '@/lib/containment/server/read-hold';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

/** Stops on a router that says for no call which agent runs it. */
const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const workspaceId = 'ws_5e0a9b3d7f64';
const elsewhere = 'ws_8f2c1a04b9e7';
const agentId = 'agt_xem_lab_01';
const labAgents = ['agt_4c1d7e02ab90', agentId, 'agt_xem_lab_02'];
const destructive = { toolName: 'openstack_server_delete', risk: 'destructive' };

beforeAll(() => fleet.mirror());

beforeEach(async () => {
  const now = fleet.clock.now();
  await db.invocation.deleteMany({ where: { invocationId: { startsWith: 'inv_nameless' } } });
  await db.execution.deleteMany({ where: { agentId: null } });
  await db.holdTarget.updateMany({ where: { releasedAt: null }, data: { releasedAt: now } });
  await db.hold.updateMany({ where: { releasedAt: null }, data: { releasedAt: now } });
  await db.agentScope.updateMany({ data: { desired: 'running', progress: 'observed' } });
  fleet.clock.advance(60_000);
});

const rungs = {
  workspace: { rung: 'workspace', workspaceId, confirmName: 'lab', seenAgentIds: labAgents },
  agent: { rung: 'agent', agentId },
  all: { rung: 'all', confirmName: 'all agents' },
};
type Rung = keyof typeof rungs;

async function stop(rung: Rung) {
  const incident = await arrangeIncident(fleet.as('responder'));
  const incidentRef = incidentRefOf(incident.number);
  const agents = await db.agent.findMany({ where: { goneAt: null }, select: { agentId: true } });
  const seen = rung === 'all' ? { seenAgentIds: agents.map((agent) => agent.agentId) } : {};
  const input = placeHoldInput.parse({ reason: 'deletes without approval', ...rungs[rung], ...seen });
  const placedAt = fleet.clock.now();
  const { holdId } = await placeHold(fleet.as('responder'), { ...input, incidentRef });
  fleet.clock.advance(200);
  await fleet.settle();
  fleet.clock.advance(1_000);
  return { incidentId: incident.id, incidentRef, holdId, placedAt };
}

/** Twice, since what one look writes the next one reads. */
async function observe(): Promise<void> {
  for (let count = 0; count < 2; count += 1) {
    await fleet.mirror();
    await observeContainment(fleet.as('admin'));
  }
}

/** One whose invocation names its agent, where that is given. */
async function start(given: { workspaceId?: string; invokedBy?: string } = {}): Promise<string> {
  const now = fleet.clock.now();
  const call = { ...destructive, workspaceId: given.workspaceId ?? workspaceId, status: 'running' };
  const run = { ...call, agentId: null, startedAt: now };
  if (given.invokedBy === undefined) return (await arrangeExecution(fleet.as('admin'), run)).executionId;
  const invocationId = `inv_nameless_${crypto.randomUUID()}`;
  const { executionId } = await arrangeExecution(fleet.as('admin'), { ...run, invocationId });
  const seen = { raw: {}, firstSeenAt: now, observedAt: now, createdAt: now };
  await db.invocation.create({ data: { ...call, ...seen, invocationId, agentId: given.invokedBy } });
  return executionId;
}

async function land(executionId: string): Promise<Date> {
  const now = fleet.clock.now();
  const ended = { status: 'completed', observedAt: now };
  await db.execution.updateMany({ where: { executionId }, data: { ...ended, completedAt: now } });
  const { invocationId } = await db.execution.findFirstOrThrow({ where: { executionId } });
  if (invocationId !== null) await db.invocation.updateMany({ where: { invocationId }, data: ended });
  return now;
}

/** Somebody releases one of the agents that the hold means, and it works again. */
async function freeOne({ incidentRef, holdId }: { incidentRef: string; holdId: string }): Promise<void> {
  const scope = await db.agentScope.findFirstOrThrow({ where: { agentId, workspaceId } });
  const release = { incidentRef, holdId, scopeIds: [scope.id], reason: 'it is needed' };
  await releaseHold(fleet.as('commander'), release);
  await fleet.settle();
  fleet.clock.advance(5_000);
}

const receiptOf = async (holdId: string) => (await readHold(db, holdId)).receipt;
const logOf = (incidentId: string, kind: 'call_after_stop' | 'stop_contained' | 'scope_drained') =>
  db.timelineEntry.findMany({ where: { incidentId, kind }, orderBy: { sequence: 'asc' } });

describe('a call that names no agent', () => {
  it.each<Rung>(['workspace', 'all'])('and lands after a stop of %s is told of', async (rung) => {
    const executionId = await start();
    const { incidentId, holdId } = await stop(rung);
    fleet.clock.advance(60_000);
    const landedAt = await land(executionId);
    await observe();
    expect(await receiptOf(holdId)).toMatchObject({ landedAfterCount: 1, startedAfterCount: 0 });
    expect(await logOf(incidentId, 'call_after_stop')).toMatchObject([
      { happenedAt: landedAt, data: { how: 'landed', executionId, agentId: null, holdId, scopeId: null } },
    ]);
  });

  it('counts for each hold of its place', async () => {
    const executionId = await start();
    const wide = await stop('all');
    const narrow = await placeHold(fleet.as('responder'), {
      ...placeHoldInput.parse({ reason: 'also here', ...rungs.workspace }),
      incidentRef: wide.incidentRef,
    });
    fleet.clock.advance(60_000);
    await land(executionId);
    await observe();
    expect(await receiptOf(wide.holdId)).toMatchObject({ landedAfterCount: 1 });
    expect(await receiptOf(narrow.holdId)).toMatchObject({ landedAfterCount: 1 });
  });

  it('in another workspace is none of the stop', async () => {
    const executionId = await start({ workspaceId: elsewhere });
    const { incidentId, holdId } = await stop('workspace');
    fleet.clock.advance(60_000);
    await land(executionId);
    await start({ workspaceId: elsewhere });
    await observe();
    expect(await receiptOf(holdId)).toMatchObject({ landedAfterCount: 0, startedAfterCount: 0 });
    expect(await logOf(incidentId, 'call_after_stop')).toEqual([]);
  });

  it('belongs to the stop of the agent that its invocation names', async () => {
    const landing = await start({ invokedBy: agentId });
    const { incidentId, holdId } = await stop('agent');
    fleet.clock.advance(20_000);
    const breach = await start({ invokedBy: agentId });
    fleet.clock.advance(20_000);
    await land(landing);
    const beside = await start({ invokedBy: 'agt_xem_lab_02' });
    const nobodys = await start();
    await land(beside);
    await land(nobodys);
    await observe();
    expect(await receiptOf(holdId)).toMatchObject({ landedAfterCount: 1, startedAfterCount: 1 });
    const told = await logOf(incidentId, 'call_after_stop');
    expect(told.map(({ data }) => data)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ how: 'landed', executionId: landing, agentId }),
        expect.objectContaining({ how: 'started', executionId: breach, agentId }),
      ]),
    );
    expect(told).toHaveLength(2);
  });

  it.each([
    ['cannot be seen to be paused', { progress: 'unverifiable' }],
    ['is gone from XEM', { progress: 'gone' }],
    ['was not seen paused for long', { progress: 'accepted' }],
  ] as const)('is a breach though an agent of the place %s', async (_name, { progress }) => {
    const { incidentId, holdId } = await stop('workspace');
    const unseen = { observedAt: null };
    await db.agentScope.updateMany({ where: { agentId, workspaceId }, data: { ...unseen, progress } });
    await db.holdTarget.updateMany({ where: { holdId, scope: { agentId } }, data: unseen });
    fleet.clock.advance(15_000);
    const executionId = await start();
    await observe();
    expect(await logOf(incidentId, 'call_after_stop')).toMatchObject([
      { data: { how: 'started', executionId, agentId: null } },
    ]);
  });

  it('is no breach while a release has freed one that may run it', async () => {
    const { incidentRef, incidentId, holdId } = await stop('workspace');
    await observe();
    await freeOne({ incidentRef, holdId });
    await land(await start());
    await observe();
    expect(await logOf(incidentId, 'call_after_stop')).toEqual([]);
  });

  it('is a breach again once all of the place is held, also where one cannot be seen to be', async () => {
    const { incidentRef, incidentId, holdId } = await stop('workspace');
    await observe();
    await freeOne({ incidentRef, holdId });
    await placeHold(fleet.as('responder'), {
      ...placeHoldInput.parse({ rung: 'agent_in_workspace', agentId, workspaceId, reason: 'not fixed' }),
      incidentRef,
    });
    await fleet.settle();
    await db.agentScope.update({
      where: { agentId_workspaceId: { agentId, workspaceId } },
      data: { progress: 'unverifiable', observedAt: null },
    });
    fleet.clock.advance(30_000);
    const executionId = await start();
    await observeContainment(fleet.as('admin'));
    expect(await logOf(incidentId, 'call_after_stop')).toMatchObject([{ data: { executionId, holdId } }]);
  });
});

describe('a scope of a held place', () => {
  const drainedCount = async (incidentId: string) => (await logOf(incidentId, 'scope_drained')).length;

  it.each<Rung>(['workspace', 'all'])('of %s is not drained while work of no agent runs', async (rung) => {
    const executionId = await start();
    const { incidentId } = await stop(rung);
    await observe();
    expect(await drainedCount(incidentId)).toBe(0);
    await land(executionId);
    await observe();
    const scopes = await db.holdTarget.count({ where: { hold: { incidentId } } });
    expect(await drainedCount(incidentId)).toBe(scopes);
  });

  it('is drained while such work runs elsewhere', async () => {
    await start({ workspaceId: elsewhere });
    const { incidentId } = await stop('workspace');
    await observe();
    expect(await drainedCount(incidentId)).toBe(labAgents.length);
  });

  it('is drained beside what another began that a release has freed', async () => {
    const before = await start();
    const { incidentRef, incidentId, holdId } = await stop('workspace');
    await observe();
    await freeOne({ incidentRef, holdId });
    await start();
    await observe();
    expect(await drainedCount(incidentId)).toBe(0);
    await land(before);
    await observe();
    expect(await drainedCount(incidentId)).toBe(labAgents.length - 1);
  });

  it('is drained beside a single agent, unless the invocation names that one', async () => {
    await start();
    const own = await start({ invokedBy: agentId });
    const { incidentId } = await stop('agent');
    await observe();
    expect(await drainedCount(incidentId)).toBe(0);
    await land(own);
    await observe();
    expect(await drainedCount(incidentId)).toBe(1);
  });
});

describe('the receipt of a stop', () => {
  it.each<Rung>(['workspace', 'all'])(
    'of %s counts work of no agent, and closes when it landed',
    async (rung) => {
      const executionId = await start();
      const { incidentId, incidentRef, holdId, placedAt } = await stop(rung);
      expect(await receiptOf(holdId)).toMatchObject({ inFlightAtStopCount: 1 });
      await observe();
      expect(await receiptOf(holdId)).toMatchObject({ containedAfterMs: null });
      expect(await logOf(incidentId, 'stop_contained')).toEqual([]);
      expect(await readContainment(fleet.as('viewer'), { incidentRef })).toMatchObject({
        untakenInFlightCount: 1,
        untakenInFlightAtStopCount: 1,
      });
      fleet.clock.advance(60_000);
      const landedAt = await land(executionId);
      await observe();
      await observe();
      expect(await readContainment(fleet.as('viewer'), { incidentRef })).toMatchObject({
        untakenInFlightCount: 0,
        untakenInFlightAtStopCount: 1,
      });
      const containedAfterMs = landedAt.getTime() - placedAt.getTime();
      expect(await receiptOf(holdId)).toMatchObject({
        inFlightAtStopCount: 1,
        lastEndedAt: landedAt.toISOString(),
        landedAfterCount: 1,
        containedAfterMs,
      });
      expect(await logOf(incidentId, 'stop_contained')).toMatchObject([
        {
          happenedAt: landedAt,
          text: '1 in flight at the stop, 1 call landed after it',
          data: { holdId, durationMs: containedAfterMs, landedAfterCount: 1 },
        },
      ]);
    },
  );

  it('takes an end that left no trace for as late as the drain', async () => {
    const now = fleet.clock.now();
    const seen = { raw: {}, firstSeenAt: now, observedAt: now, createdAt: now };
    const call = { ...destructive, ...seen, agentId: null, workspaceId, status: 'running' };
    await db.invocation.create({ data: { ...call, invocationId: 'inv_nameless_untraced' } });
    const { holdId, placedAt } = await stop('workspace');
    await db.invocation.deleteMany({ where: { invocationId: 'inv_nameless_untraced' } });
    fleet.clock.advance(40_000);
    await observe();
    const receipt = await receiptOf(holdId);
    expect(receipt).toMatchObject({ inFlightAtStopCount: 1, lastEndedAt: null });
    expect(Date.parse(receipt.drainedAt ?? '') - placedAt.getTime()).toBe(receipt.containedAfterMs);
  });

  it('stays open over agents that had drained under another hold', async () => {
    await stop('all');
    await observe();
    await db.agentScope.updateMany({ where: { workspaceId: '' }, data: { drainedAt: fleet.clock.now() } });
    const executionId = await start();
    const { incidentId, holdId } = await stop('all');
    await observe();
    expect(await receiptOf(holdId)).toMatchObject({ inFlightAtStopCount: 1, containedAfterMs: null });
    expect(await logOf(incidentId, 'stop_contained')).toEqual([]);
    await land(executionId);
    await observe();
    await observe();
    expect(await logOf(incidentId, 'stop_contained')).toHaveLength(1);
  });

  it('is cut short by a release while such work runs', async () => {
    await start();
    const { incidentRef, holdId } = await stop('workspace');
    await observe();
    await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'a false alarm' });
    await observe();
    expect(await receiptOf(holdId)).toMatchObject({ containedAfterMs: null, isCutShort: true });
  });

  it('closes in the incident that asked, where the place was handed over', async () => {
    const executionId = await start();
    const { incidentId, incidentRef, holdId, placedAt } = await stop('workspace');
    const to = await arrangeIncident(fleet.as('responder'));
    const { holds } = await handOverHolds(fleet.as('commander'), {
      incidentRef,
      toIncidentRef: incidentRefOf(to.number),
      reason: 'one cause',
    });
    fleet.clock.advance(5_000);
    const stranger = { ...destructive, agentId: 'agt_stranger', workspaceId, status: 'running' };
    await arrangeExecution(fleet.as('admin'), { ...stranger, startedAt: fleet.clock.now() });
    fleet.clock.advance(20_000);
    const landedAt = await land(executionId);
    await observe();
    await observe();
    const containedAfterMs = landedAt.getTime() - placedAt.getTime();
    const landed = { inFlightAtStopCount: 1, landedAfterCount: 1 };
    expect(await receiptOf(holdId)).toMatchObject({ ...landed, startedAfterCount: 0, containedAfterMs });
    expect(await logOf(incidentId, 'stop_contained')).toMatchObject([{ data: { holdId, ...landed } }]);
    expect(await receiptOf(holds[0]?.holdId ?? '')).toMatchObject({ ...landed, startedAfterCount: 1 });
  });

  it('of a place that is handed over does not count what a released agent began', async () => {
    const { incidentRef, holdId } = await stop('workspace');
    await observe();
    await freeOne({ incidentRef, holdId });
    await start();
    await observe();
    const to = await arrangeIncident(fleet.as('responder'));
    const { holds } = await handOverHolds(fleet.as('commander'), {
      incidentRef,
      toIncidentRef: incidentRefOf(to.number),
      reason: 'one cause',
    });
    expect(await receiptOf(holds[0]?.holdId ?? '')).toMatchObject({ inFlightAtStopCount: 0 });
  });

  it('of an agent closes at the end of what only its invocation lays to it', async () => {
    const executionId = await start({ invokedBy: agentId });
    const { incidentId, holdId, placedAt } = await stop('agent');
    fleet.clock.advance(40_000);
    const landedAt = await land(executionId);
    fleet.clock.advance(20_000);
    await observe();
    await observe();
    const containedAfterMs = landedAt.getTime() - placedAt.getTime();
    expect(await receiptOf(holdId)).toMatchObject({
      inFlightAtStopCount: 1,
      landedAfterCount: 1,
      lastEndedAt: landedAt.toISOString(),
      containedAfterMs,
    });
    expect(await logOf(incidentId, 'stop_contained')).toMatchObject([{ happenedAt: landedAt }]);
  });
});
