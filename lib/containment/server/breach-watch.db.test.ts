import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readCallsOfStops } from '@/lib/containment/server/read-calls-of-stops';
import { readContainment } from '@/lib/containment/server/read-containment';
import { releaseHold } from '@/lib/containment/server/release-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNotifications } from '@/lib/notify/server/read-notifications';
import { releaseParts } from '@/lib/release/server/find-release';
import { holdAgain } from '@/lib/release/server/hold-again';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const labAgents = ['agt_xem_lab_01', 'agt_xem_lab_02', 'agt_4c1d7e02ab90'];

beforeAll(() => fleet.mirror());

async function held(input: Record<string, unknown>, xem: Xem = fleet.xem()): Promise<Incident> {
  const incident = await arrangeIncident(fleet.as('responder'));
  await placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: incidentRefOf(incident.number),
  });
  fleet.clock.advance(200);
  await fleet.settle(fleet.as('admin', { xem }));
  fleet.clock.advance(5_000);
  return incident;
}

const start = (work: Parameters<typeof arrangeExecution>[1]) =>
  arrangeExecution(fleet.as('admin'), {
    risk: 'destructive',
    toolName: 'kubectl_drain',
    status: 'running',
    startedAt: fleet.clock.now(),
    ...work,
  });

const observe = () => observeContainment(fleet.as('admin'));

async function breachesOf(incident: Incident) {
  const read = { incidentRef: incidentRefOf(incident.number) };
  const { lateCalls } = await readContainment(fleet.as('viewer'), read);
  return lateCalls.filter(({ how }) => how === 'started');
}

async function notificationsOf(incident: Incident, kind = 'breach') {
  const { data } = await readNotifications(fleet.as('viewer'), { state: 'open', limit: 200 });
  return data.filter((it) => it.kind === kind && it.incidentRef === incidentRefOf(incident.number));
}

describe('a call that starts inside a stop', () => {
  it('is told of on every page, and a burst of them on one line', async () => {
    const agentId = 'agt_xem_fleet_01';
    const incident = await held({ rung: 'agent', agentId });
    await start({ agentId });
    await observe();
    await observe();
    expect(await notificationsOf(incident)).toMatchObject([{ severity: 'red', count: 1 }]);
    for (let count = 0; count < 6; count += 1) await start({ agentId });
    await observe();
    const [one, ...others] = await notificationsOf(incident);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ count: 7, subjectKind: 'execution' });
    expect(one?.text).toContain('xem-fleet-01');
    expect(
      await db.timelineEntry.count({ where: { incidentId: incident.id, kind: 'call_after_stop' } }),
    ).toBe(7);
  });

  it('is counted to the last one, though only the newest are sent', async () => {
    const agentId = 'agt_xem_fleet_01';
    const incident = await held({ rung: 'agent', agentId });
    for (let count = 0; count < 60; count += 1) await start({ agentId });
    await observe();
    const containment = await readContainment(fleet.as('viewer'), {
      incidentRef: incidentRefOf(incident.number),
    });
    expect(containment.lateCalls).toHaveLength(50);
    expect(containment).toMatchObject({ lateCallCount: 60, startedAfterCount: 60, landedAfterCount: 0 });
    expect(containment.holds[0]?.receipt.startedAfterCount).toBe(60);
  });

  it('is told with the resume that somebody made outside, before the list of agents shows it', async () => {
    const agentId = 'agt_xem_fleet_02';
    const incident = await held({ rung: 'agent', agentId });
    await fleet.xem().resumeExec(agentId, {});
    await start({ agentId });
    await observe();
    expect(await breachesOf(incident)).toMatchObject([{ reason: 'resumed_outside', agentId }]);
    await fleet.mirror();
    await observe();
    expect(await notificationsOf(incident, 'drift')).toMatchObject([{ severity: 'red', count: 1 }]);
  });

  it('is laid to a pause that XEM accepted and never applied', async () => {
    const agentId = 'agt_xem_fleet_03';
    const xem: Xem = { ...fleet.xem(), pauseExec: async () => ({ requestId: 'req_lie', raw: {} }) };
    const incident = await arrangeIncident(fleet.as('responder'));
    await placeHold(fleet.as('responder'), {
      ...placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' }),
      incidentRef: incidentRefOf(incident.number),
    });
    const accepted = { acceptedAt: fleet.clock.now() };
    await db.agentScope.updateMany({
      where: { agentId },
      data: { ...accepted, progress: 'accepted', attemptCount: 1 },
    });
    await db.holdTarget.updateMany({ where: { scope: { agentId }, releasedAt: null }, data: accepted });
    fleet.clock.advance(30_000);
    await start({ agentId });
    await observeContainment(fleet.as('admin', { xem }));
    expect(await breachesOf(incident)).toMatchObject([{ reason: 'not_applied' }]);
  });

  it('is laid to an agent that serves the held workspace and is none of the hold', async () => {
    const incident = await held({
      rung: 'workspace',
      workspaceId: lab,
      confirmName: 'lab',
      seenAgentIds: labAgents,
    });
    await start({ agentId: 'agt_stranger', workspaceId: lab });
    await start({ agentId: 'agt_stranger', workspaceId: 'ws_elsewhere' });
    await observe();
    expect(await breachesOf(incident)).toMatchObject([
      { reason: 'other_agent', agentId: 'agt_stranger', scopeId: null },
    ]);
    const { holds } = await readContainment(fleet.as('viewer'), {
      incidentRef: incidentRefOf(incident.number),
    });
    expect(holds[0]?.receipt.startedAfterCount).toBe(1);
  });

  it('is none where a release freed its agent, though another of the place is held again', async () => {
    const incident = await held({
      rung: 'workspace',
      workspaceId: lab,
      confirmName: 'lab',
      seenAgentIds: labAgents,
    });
    const incidentRef = incidentRefOf(incident.number);
    const { holds } = await readContainment(fleet.as('viewer'), { incidentRef });
    const holdId = holds[0]?.holdId ?? '';
    await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'template fixed' });
    const release = await db.release.create({
      data: {
        incidentId: incident.id,
        holdId,
        state: 'running',
        reason: 'template fixed',
        rule: 'destructive_call',
        watchMinutes: 5,
        isAutomatic: true,
        review: {},
        needsSecond: false,
        askedById: 'x',
        askedByName: 'X',
        askedAt: fleet.clock.now(),
        targets: {
          create: {
            scopeId: (
              await db.agentScope.findFirstOrThrow({
                where: { agentId: labAgents[0] ?? '', workspaceId: lab },
              })
            ).id,
            stage: 1,
            isFreed: true,
            releasedAt: fleet.clock.now(),
          },
        },
      },
      include: releaseParts,
    });
    await db.$transaction((tx) => holdAgain(fleet.as('commander'), tx, release, 'it happened again'));
    await fleet.settle();
    fleet.clock.advance(5_000);
    await start({ agentId: labAgents[1] ?? '', workspaceId: lab });
    await observe();
    expect(await breachesOf(incident)).toEqual([]);
    expect(await notificationsOf(incident)).toEqual([]);
    await start({ agentId: labAgents[0] ?? '', workspaceId: lab });
    await observe();
    expect(await breachesOf(incident)).toMatchObject([{ agentId: labAgents[0] }]);
  });

  it('is laid to an approval that was let through in spite of the lock', async () => {
    const agentId = 'agt_xem_fleet_04';
    const incident = await held({ rung: 'agent', agentId });
    await db.approvalDecision.create({
      data: {
        approvalId: 'apr_overridden',
        decision: 'approved',
        reason: 'needed',
        outcome: 'confirmed',
        decidedById: 'x',
        decidedByName: 'X',
        decidedAt: fleet.clock.now(),
        overrideReason: 'the restore has to run',
      },
    });
    await start({ agentId, approvalId: 'apr_overridden' });
    await observe();
    expect(await breachesOf(incident)).toMatchObject([{ reason: 'approval_override' }]);
  });
});

describe('the watch', () => {
  it('reads what is held, since it last looked, and nothing else', async () => {
    const held = { agentId: 'agt_part', workspaceId: 'ws_held' };
    const whole = { agentId: 'agt_whole', workspaceId: null };
    const now = fleet.clock.now();
    const before = new Date(now.getTime() - 3_600_000);
    const of = {
      incidentId: 'incident',
      holdId: 'hold',
      scopeId: 'scope',
      addedAt: before,
      stoppedAt: before,
    };
    const stops = {
      targets: [
        { ...held, ...of },
        { ...whole, ...of },
      ],
      places: [
        {
          incidentId: 'incident',
          holdId: 'place',
          workspaceId: 'ws_place',
          placedAt: before,
          isHandedOver: false,
          stoppedAt: before,
          targets: [{ agentId: 'agt_released', workspaceId: 'ws_place', addedAt: before }],
          free: [],
        },
      ],
    };
    const at = (work: Parameters<typeof arrangeExecution>[1]) =>
      arrangeExecution(fleet.as('admin'), { startedAt: now, status: 'running', ...work });
    const meant = [
      await at(held),
      await at({ agentId: 'agt_whole', workspaceId: 'ws_any' }),
      await at({ agentId: 'agt_stranger', workspaceId: 'ws_place' }),
      await at({ agentId: null, workspaceId: 'ws_place' }),
    ];
    await at({ agentId: 'agt_part', workspaceId: 'ws_elsewhere' });
    await at({ agentId: 'agt_released', workspaceId: 'ws_place' });
    await at({ ...held, observedAt: new Date(now.getTime() - 600_000) });
    const looking = { since: new Date(now.getTime() - 60_000), clockSkewMs: null };
    const read = await readCallsOfStops(db, stops, looking);
    const idsOf = (calls: { executionId: string }[]) => calls.map(({ executionId }) => executionId).sort();
    expect(idsOf(read)).toEqual(idsOf(meant));
    expect(await readCallsOfStops(db, stops, { ...looking, since: null })).toHaveLength(meant.length + 1);
  });

  it('loses nothing that a look had found when it was killed, however late the next one is', async () => {
    const agentId = 'agt_e7b24190cf36';
    const incident = await held({ rung: 'agent', agentId });
    await observe();
    await start({ agentId });
    fleet.clock.advance(3_600_000);
    const killed = new Proxy(db, {
      get: (client, name) =>
        name === '$transaction' ? () => Promise.reject(new Error('killed')) : Reflect.get(client, name),
    });
    await expect(observeContainment({ ...fleet.as('admin'), db: killed })).rejects.toThrow('killed');
    fleet.clock.advance(3_600_000);
    await observe();
    expect(await breachesOf(incident)).toMatchObject([{ agentId }]);
    expect(await db.lateCallWatch.findMany()).toEqual([{ id: 1, lookedAt: fleet.clock.now() }]);
  });
});
