import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { readDrain } from '@/lib/containment/server/read-drain';
import { readHeldNow } from '@/lib/containment/server/read-held-now';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { retryHold } from '@/lib/containment/server/retry-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const prod = 'ws_8f2c1a04b9e7';
const lab = 'ws_5e0a9b3d7f64';

beforeAll(() => fleet.mirror());

async function held(
  input: Record<string, unknown>,
  xem: Xem = fleet.xem(),
): Promise<{ incident: Incident; holdId: string }> {
  const incident = await arrangeIncident(fleet.as('responder'));
  const { holdId } = await placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: incidentRefOf(incident.number),
  });
  fleet.clock.advance(200);
  await fleet.settle(fleet.as('admin', { xem }));
  return { incident, holdId };
}

const observe = async () => {
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
};

const read = (incident: Incident) =>
  readContainment(fleet.as('viewer'), { incidentRef: incidentRefOf(incident.number) });

const entriesOf = (incident: Incident, kind: string) =>
  db.timelineEntry.findMany({ where: { incidentId: incident.id, kind } });

/** The test's database, on which a poll ends in the moment in which somebody asks how fresh the lists of calls are. */
const pollingBeforeFreshness = (poll: () => Promise<void>) =>
  new Proxy(db, {
    get(client, name) {
      if (name !== 'sourceFreshness') return Reflect.get(client, name);
      return new Proxy(client.sourceFreshness, {
        get(table, method) {
          if (method !== 'findMany') return Reflect.get(table, method);
          return async (...query: Parameters<typeof table.findMany>) => {
            await poll();
            return table.findMany(...query);
          };
        },
      });
    },
  });

describe('watching what is held', () => {
  it('notices a pause that somebody lifted, and leaves it to a person', async () => {
    const agentId = 'agt_xem_fleet_02';
    const { incident, holdId } = await held({ rung: 'agent', agentId });
    await observe();
    fleet.clock.advance(5_000);
    await fleet.xem().resumeExec(agentId, {});
    await observe();
    await observe();
    await fleet.settle();
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'drifted', drainedAt: null }]);
    expect((await fleet.xem().showAgent(agentId)).isPaused).toBe(false);
    expect(await entriesOf(incident, 'scope_drifted')).toHaveLength(1);

    await retryHold(fleet.as('responder'), { incidentRef: incidentRefOf(incident.number), holdId });
    await fleet.settle();
    expect((await fleet.xem().showAgent(agentId)).isPaused).toBe(true);
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'observed' }]);
  });

  it('notices when the pause comes back the same way', async () => {
    const agentId = 'agt_xem_fleet_04';
    const { incident } = await held({ rung: 'agent', agentId });
    fleet.clock.advance(5_000);
    await fleet.xem().resumeExec(agentId, {});
    await observe();
    fleet.clock.advance(5_000);
    await fleet.xem().pauseExec(agentId, {});
    await observe();
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'observed' }]);
  });

  it('lays a pause that its own release of the whole agent had lifted to nobody, and asks again', async () => {
    const agentId = 'agt_xem_lab_02';
    const { incident } = await held({ rung: 'agent_in_workspace', agentId, workspaceId: lab });
    const whole = await held({ rung: 'agent', agentId });
    fleet.clock.advance(5_000);
    const incidentRef = incidentRefOf(whole.incident.number);
    await releaseHold(fleet.as('commander'), { incidentRef, holdId: whole.holdId, reason: 'it is fixed' });
    await fleet.settle();
    fleet.clock.advance(1_000);
    // Some routers do this by themselves.
    await fleet.xem().resumeExec(agentId, { workspaceId: lab });
    const startedAt = fleet.clock.now();
    await arrangeExecution(fleet.as('admin'), { agentId, workspaceId: lab, status: 'running', startedAt });
    await observe();
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'requested', desired: 'paused' }]);
    expect(await entriesOf(incident, 'scope_drifted')).toEqual([]);
    expect(await entriesOf(incident, 'scope_retried')).toMatchObject([
      { text: expect.stringContaining('when Holdfast lifted another pause of this agent') },
    ]);
    expect((await read(incident)).lateCalls).toMatchObject([{ reason: 'resumed_with_agent' }]);
    await fleet.settle();
    expect((await fleet.xem().showAgent(agentId)).pausedWorkspaces).toEqual([lab]);

    fleet.clock.advance(5_000);
    await fleet.xem().resumeExec(agentId, { workspaceId: lab });
    await observe();
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'drifted' }]);
  });

  it('believes the list where a record had not shown the pause that XEM accepted', async () => {
    const agentId = 'agt_xem_lab_01';
    const mute: Xem = {
      ...fleet.xem(),
      showAgent: async (id) => ({
        ...(await fleet.xem().showAgent(id)),
        isPaused: null,
        pausedWorkspaces: null,
      }),
    };
    const { incident, holdId } = await held({ rung: 'agent', agentId }, mute);
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'unverifiable', observedAt: null }]);
    await observe();
    await observe();
    expect((await read(incident)).scopes).toMatchObject([
      { progress: 'observed', observedAt: expect.any(String) },
    ]);
    const target = await db.holdTarget.findFirstOrThrow({ where: { holdId } });
    expect(target.observedAt).not.toBeNull();
    expect(await entriesOf(incident, 'scope_observed')).toHaveLength(1);
  });

  it('does not take a list from before the pause for drift', async () => {
    const agentId = 'agt_9a03f5c871d2';
    const { incident } = await held({ rung: 'agent', agentId });
    // As if a slow answer, begun before the pause, were stored after it.
    await db.agent.update({
      where: { agentId },
      data: { isPaused: false, observedAt: new Date(fleet.clock.now().getTime() + 50) },
    });
    await observeContainment(fleet.as('admin'));
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'observed' }]);
  });

  it('raises a call that started inside a held scope, once', async () => {
    const agentId = 'agt_xem_fleet_03';
    const { incident, holdId } = await held({ rung: 'agent_in_workspace', agentId, workspaceId: prod });
    fleet.clock.advance(3_000);
    const startedAt = fleet.clock.now();
    const breach = { agentId, workspaceId: prod, risk: 'destructive', toolName: 'kubectl_drain', startedAt };
    const { executionId } = await arrangeExecution(fleet.as('admin'), { ...breach, status: 'running' });
    await arrangeExecution(fleet.as('admin'), { ...breach, workspaceId: 'ws_elsewhere' });
    await observeContainment(fleet.as('admin'));
    await observeContainment(fleet.as('admin'));
    expect((await read(incident)).lateCalls).toEqual([
      {
        executionId,
        how: 'started',
        agentId,
        workspaceId: prod,
        toolName: 'kubectl_drain',
        risk: 'destructive',
        status: 'running',
        happenedAt: startedAt.toISOString(),
        agentName: 'xem-fleet-03',
        reason: 'unknown',
        holdId,
        scopeId: (await read(incident)).scopes[0]?.scopeId,
        clockSkewMs: null,
        landedAt: null,
      },
    ]);
    expect(await entriesOf(incident, 'call_after_stop')).toHaveLength(1);
  });

  it('does not call a scope drained by lists that were read before the stop', async () => {
    const { incident } = await held({ rung: 'agent', agentId: 'agt_0d86b1f3a95e' });
    await observeContainment(fleet.as('admin'));
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'observed', drainedAt: null }]);
    await observe();
    const { scopes } = await read(incident);
    expect(scopes[0]?.drainedAt).not.toBeNull();
    expect(await entriesOf(incident, 'scope_drained')).toHaveLength(1);
  });

  it('does not call a scope drained when a poll that found a running call ends while it looks', async () => {
    const agentId = 'agt_62fa8c0d4b17';
    const { incident } = await held({ rung: 'agent', agentId });
    fleet.clock.advance(1_000);
    const poll = async () => {
      await arrangeExecution(fleet.as('admin'), { agentId, status: 'running', startedAt: fleet.clock.now() });
      await fleet.mirror();
    };
    await observeContainment({ ...fleet.as('admin'), db: pollingBeforeFreshness(poll) });
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'observed', drainedAt: null }]);
  });

  it('shows a call that only a lease names in the narrow scope that it keeps from draining', async () => {
    const agentId = 'agt_xem_fleet_01';
    const { incident } = await held({ rung: 'agent_in_workspace', agentId, workspaceId: prod });
    await fleet.mirror();
    await db.agent.update({ where: { agentId }, data: { inFlight: ['inv_by_lease'], inFlightKnown: true } });
    await observeContainment(fleet.as('admin'));
    expect((await read(incident)).scopes).toMatchObject([{ drainedAt: null, inFlightCount: 1 }]);
    const board = await readDrain(fleet.as('viewer'), { incidentRef: incidentRefOf(incident.number) });
    expect(board.scopes).toMatchObject([
      { agentId, workspaceId: prod, calls: [{ invocationId: 'inv_by_lease' }] },
    ]);
    const { data } = await readHeldNow(fleet.as('viewer'), { limit: 200 });
    expect(data.find((scope) => scope.agentId === agentId)).toMatchObject({ inFlightCount: 1 });
    expect(await entriesOf(incident, 'scope_drained')).toEqual([]);

    await db.agent.update({ where: { agentId }, data: { inFlight: [] } });
    await observeContainment(fleet.as('admin'));
    expect((await read(incident)).scopes).toMatchObject([
      { drainedAt: expect.any(String), inFlightCount: 0 },
    ]);
    expect(await entriesOf(incident, 'scope_drained')).toHaveLength(1);
  });

  it('holds an agent that joins a held workspace afterwards, and says so', async () => {
    const { incident } = await held({
      rung: 'workspace',
      workspaceId: lab,
      confirmName: 'lab',
      seenAgentIds: ['agt_xem_lab_01', 'agt_xem_lab_02', 'agt_4c1d7e02ab90'],
    });
    const agentId = 'agt_xem_fleet_01';
    // Seen at work there, whatever bindings and manifests say.
    const now = fleet.clock.now();
    await db.workspaceAgent.create({
      data: { workspaceId: lab, agentId, source: 'execution', observedAt: now },
    });
    await observeContainment(fleet.as('admin'));
    await observeContainment(fleet.as('admin'));
    const joined = (await read(incident)).scopes.find((scope) => scope.agentId === agentId);
    expect(joined).toMatchObject({ isHeld: true, progress: 'requested', sources: ['execution'] });
    expect(joined?.joinedAt).not.toBeNull();
    expect(await entriesOf(incident, 'hold_extended')).toHaveLength(1);
  });
});
