import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '@/lib/auth/actor';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readDrain } from '@/lib/containment/server/read-drain';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { askReleaseInput } from '@/lib/release/release-schema';
import { advanceRelease } from '@/lib/release/server/advance-release';
import { askRelease } from '@/lib/release/server/ask-release';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const workspaceId = 'ws_5e0a9b3d7f64';
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
});

const rungs = {
  workspace: { rung: 'workspace', workspaceId, confirmName: 'lab', seenAgentIds: labAgents },
  agent: { rung: 'agent', agentId },
  all: { rung: 'all', confirmName: 'all agents' },
};

async function stop(rung: keyof typeof rungs) {
  const { number, id: incidentId } = await arrangeIncident(fleet.as('responder'));
  const incidentRef = incidentRefOf(number);
  const agents = await db.agent.findMany({ where: { goneAt: null }, select: { agentId: true } });
  const seen = rung === 'all' ? { seenAgentIds: agents.map((agent) => agent.agentId) } : {};
  const input = placeHoldInput.parse({ reason: 'deletes without approval', ...rungs[rung], ...seen });
  const { holdId } = await placeHold(fleet.as('responder'), { ...input, incidentRef });
  await fleet.settle();
  await fleet.mirror();
  return { incidentId, incidentRef, holdId };
}

type Stopped = Awaited<ReturnType<typeof stop>>;

const review = ({ incidentRef, holdId }: Stopped) =>
  readReleaseReview(fleet.as('viewer'), { incidentRef, holdId });

async function release(stopped: Stopped, watchMinutes: number): Promise<string> {
  const input = askReleaseInput.parse({
    reason: 'template fixed',
    withoutFixReason: 'the tool is off',
    watchMinutes,
    seen: (await review(stopped)).seen,
  });
  const { releaseId } = await askRelease(fleet.as('commander'), { ...stopped, ...input }, 'never');
  await fleet.settle();
  await advance(releaseId);
  return releaseId;
}

async function advance(releaseId: string): Promise<void> {
  const job = { ...fleet.as('admin'), actor: systemActor('advance_release') };
  for (let count = 0; count < 20; count += 1) {
    if ((await advanceRelease(job, releaseId)).againAfterMs !== 0) return;
  }
  throw new Error('the release never waits');
}

async function stateAfter(releaseId: string, minutes: number) {
  fleet.clock.advance(minutes * 60_000);
  await fleet.mirror();
  await advance(releaseId);
  return db.release.findUniqueOrThrow({ where: { id: releaseId } });
}

/** As a router reports it that says for no call which agent runs it. */
const start = (overrides: Parameters<typeof arrangeExecution>[1] = {}) =>
  arrangeExecution(fleet.as('admin'), {
    ...destructive,
    agentId: null,
    workspaceId,
    status: 'running',
    startedAt: new Date(fleet.clock.now().getTime() + 1_000),
    ...overrides,
  });

const invoke = (invocationId: string, overrides: Record<string, unknown> = {}) => {
  const now = fleet.clock.now();
  const seen = { raw: {}, firstSeenAt: now, observedAt: now, createdAt: now };
  const call = { ...destructive, agentId: null, workspaceId, status: 'queued' };
  return db.invocation.create({ data: { ...call, ...seen, invocationId, ...overrides } });
};

describe('the watch of a release', () => {
  it.each(['workspace', 'all'] as const)('sees a call of a stop of %s that names no agent', async (rung) => {
    const stopped = await stop(rung);
    const releaseId = await release(stopped, 5);
    const { executionId } = await start();
    expect(await stateAfter(releaseId, 1)).toMatchObject({
      state: 'held_again',
      recurrence: { executionId, agentId: null },
    });
    const log = await db.timelineEntry.findMany({ where: { incidentId: stopped.incidentId } });
    expect(log.filter(({ kind }) => kind === 'release_recurred')).toHaveLength(1);
  });

  it('does not see one in another workspace', async () => {
    const releaseId = await release(await stop('workspace'), 5);
    await start({ workspaceId: 'ws_8f2c1a04b9e7' });
    expect(await stateAfter(releaseId, 5)).toMatchObject({ state: 'done' });
  });

  it('takes one beside a single agent for its own only where the invocation says so', async () => {
    const releaseId = await release(await stop('agent'), 5);
    await start();
    expect(await stateAfter(releaseId, 1)).toMatchObject({ state: 'running' });
    await invoke('inv_nameless_taken', { agentId, status: 'running' });
    const { executionId } = await start({ invocationId: 'inv_nameless_taken' });
    expect(await stateAfter(releaseId, 1)).toMatchObject({
      state: 'held_again',
      recurrence: { executionId, agentId },
    });
  });
});

describe('queued work that no agent has taken', () => {
  it.each(['workspace', 'agent', 'all'] as const)(
    'is in the review of a stop of %s, on its drain board, and in the log of its release',
    async (rung) => {
      const stopped = await stop(rung);
      const before = await readDrain(fleet.as('viewer'), stopped);
      await invoke('inv_nameless_queued');
      expect(await review(stopped)).toMatchObject({
        queuedCount: 1,
        dangerousCount: 1,
        queued: [{ invocationId: 'inv_nameless_queued', agentName: null }],
      });
      const board = await readDrain(fleet.as('viewer'), stopped);
      expect(board.queuedCount - before.queuedCount).toBe(1);
      await release(stopped, 0);
      const entry = await db.timelineEntry.findFirstOrThrow({
        where: { incidentId: stopped.incidentId, kind: 'hold_released' },
      });
      expect(entry.data).toMatchObject({ queuedCount: 1 });
    },
  );

  it('of another workspace is no part of a narrower stop', async () => {
    const stopped = await stop('workspace');
    await invoke('inv_nameless_elsewhere', { workspaceId: 'ws_8f2c1a04b9e7' });
    expect(await review(stopped)).toMatchObject({ queuedCount: 0 });
  });

  it('is none where its run names the agent that has it, or where it has ended', async () => {
    const stopped = await stop('workspace');
    const before = await readDrain(fleet.as('viewer'), stopped);
    await invoke('inv_nameless_ended');
    await start({ invocationId: 'inv_nameless_ended', status: 'completed', completedAt: fleet.clock.now() });
    await invoke('inv_nameless_elsewhere', { agentId: 'agt_xem_fleet_01' });
    await start({ invocationId: 'inv_nameless_elsewhere' });
    const board = await readDrain(fleet.as('viewer'), stopped);
    expect(board).toMatchObject({ queuedCount: before.queuedCount, inFlightCount: before.inFlightCount });
  });

  it('shows what runs in the place and names no agent', async () => {
    const stopped = await stop('workspace');
    await start();
    const board = await readDrain(fleet.as('viewer'), stopped);
    expect(board.scopes).toContainEqual(
      expect.objectContaining({ agentName: null, workspaceId, inFlightCount: 1 }),
    );
  });
});
