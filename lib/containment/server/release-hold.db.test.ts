import { beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '@/lib/clock';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { releaseHold } from '@/lib/containment/server/release-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const billing = 'ws_3b7e90d25c18';

beforeAll(() => fleet.mirror());

const place = (incident: Incident, input: Record<string, unknown>) =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: incidentRefOf(incident.number),
  });

const release = (incident: Incident, holdId: string, input = {}, context = fleet.as('commander')) =>
  releaseHold(context, {
    reason: 'template fixed',
    ...input,
    incidentRef: incidentRefOf(incident.number),
    holdId,
  });

/** As a real one: no two looks at it are the same. */
const tickingClock: Clock = {
  now: () => {
    fleet.clock.advance(1);
    return fleet.clock.now();
  },
};

async function kindsSinceRelease(incident: Incident): Promise<string[]> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId: incident.id, source: 'containment' },
    orderBy: { sequence: 'asc' },
  });
  const kinds = entries.map(({ kind }) => kind);
  return kinds.slice(kinds.lastIndexOf('hold_released') + 1);
}

const isPaused = async (agentId: string) => (await fleet.xem().showAgent(agentId)).isPaused;

describe('releasing a hold', () => {
  it('lets the agent go on, tells what that sets free, and sees it running', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const agentId = 'agt_xem_fleet_01';
    const hold = await place(incident, { rung: 'agent', agentId });
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
    const queuedId = fleet.simulator().controls.invoke({
      agentId,
      workspaceId: billing,
      toolName: 'openstack_server_delete',
      slipsPastApproval: true,
      requestedBy: 'nightly-reclaim',
      arguments: { server: 'vm-9' },
    });
    await fleet.mirror();

    const released = await release(incident, hold.holdId);
    expect(released).toMatchObject({ activeScopeIds: [], releaseReason: 'template fixed' });
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(false);
    expect((await fleet.xem().showInvocation(queuedId)).status).not.toBe('queued');
    const entries = await db.timelineEntry.findMany({
      where: { incidentId: incident.id, source: 'containment' },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.slice(-3)).toMatchObject([
      {
        kind: 'hold_released',
        text: 'template fixed',
        data: {
          queuedCount: 1,
          queuedByTool: [{ toolName: 'openstack_server_delete', count: 1 }],
          scopes: [{ agentId, resumes: true, heldBy: [] }],
        },
      },
      { kind: 'scope_accepted', data: { desired: 'running' } },
      { kind: 'scope_observed', data: { desired: 'running' } },
    ]);
    const { scopes } = await readContainment(fleet.as('viewer'), {
      incidentRef: incidentRefOf(incident.number),
    });
    expect(scopes).toMatchObject([{ isHeld: false, desired: 'running', progress: 'observed' }]);
  });

  it('tells the incident what XEM says to the resume, also where time passes within the release', async () => {
    const [earlier, incident] = [
      await arrangeIncident(fleet.as('responder')),
      await arrangeIncident(fleet.as('responder')),
    ];
    const agentId = 'agt_xem_fleet_02';
    const released = [];
    for (const one of [earlier, incident]) {
      const { holdId } = await place(one, { rung: 'agent', agentId });
      await fleet.settle();
      released.push(holdId);
    }
    const context = { ...fleet.as('commander'), clock: tickingClock };
    for (const [index, one] of [earlier, incident].entries()) {
      await release(one, released[index] ?? '', {}, context);
    }
    const path = `/management/agents/${agentId}/resume-exec`;
    fleet.simulator().faults.inject({ path, kind: '503', times: 1 });
    await fleet.settle({ ...fleet.as('admin'), clock: tickingClock });
    expect(await kindsSinceRelease(incident)).toEqual(['scope_failed', 'scope_accepted', 'scope_observed']);
    // Its own release had let nothing go on.
    expect(await kindsSinceRelease(earlier)).toEqual([]);
    const accepted = await db.timelineEntry.findFirstOrThrow({
      where: { incidentId: incident.id, kind: 'scope_accepted' },
      orderBy: { sequence: 'desc' },
    });
    expect(accepted.xemRequestId).toMatch(/\w+/);
  });

  it('leaves paused what another incident holds, until that one lets go too', async () => {
    const one = await arrangeIncident(fleet.as('responder'));
    const other = await arrangeIncident(fleet.as('responder'));
    const agentId = 'agt_xem_fleet_02';
    const [held, alsoHeld] = [
      await place(one, { rung: 'agent', agentId }),
      await place(other, { rung: 'agent', agentId }),
    ];
    await fleet.settle();

    await release(one, held.holdId);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
    const entry = await db.timelineEntry.findFirstOrThrow({
      where: { incidentId: one.id, kind: 'hold_released' },
    });
    expect(entry.data).toMatchObject({
      scopes: [{ resumes: false, heldBy: [incidentRefOf(other.number)] }],
    });

    await release(other, alsoHeld.holdId);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(false);
  });

  it('keeps an agent paused here when only its other scope is released', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const agentId = 'agt_xem_fleet_04';
    const whole = await place(incident, { rung: 'agent', agentId });
    await place(incident, { rung: 'agent_in_workspace', agentId, workspaceId: billing });
    await fleet.settle();
    await release(incident, whole.holdId);
    await fleet.settle();
    expect(await fleet.xem().showAgent(agentId)).toMatchObject({
      isPaused: false,
      pausedWorkspaces: [billing],
    });
  });

  it('can let some agents of a hold go and keep the others', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const lab = 'ws_5e0a9b3d7f64';
    const hold = await place(incident, {
      rung: 'workspace',
      workspaceId: lab,
      confirmName: 'lab',
      seenAgentIds: ['agt_xem_lab_01', 'agt_xem_lab_02', 'agt_4c1d7e02ab90'],
    });
    await fleet.settle();
    const first = await db.agentScope.findFirstOrThrow({ where: { agentId: 'agt_xem_lab_01' } });
    const partly = await release(incident, hold.holdId, { scopeIds: [first.id] });
    expect(partly).toMatchObject({ releasedAt: null });
    expect(partly.activeScopeIds).toHaveLength(2);
    await fleet.settle();
    expect((await fleet.xem().showAgent('agt_xem_lab_01')).pausedWorkspaces).toEqual([]);
    expect((await fleet.xem().showAgent('agt_xem_lab_02')).pausedWorkspaces).toEqual([lab]);
    expect(await release(incident, hold.holdId)).toMatchObject({ activeScopeIds: [] });
  });

  it('is for commanders, happens once, and only within its incident', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const hold = await place(incident, { rung: 'agent', agentId: 'agt_e7b24190cf36' });
    for (const role of ['viewer', 'responder'] as const) {
      const attempt = release(incident, hold.holdId, {}, fleet.as(role));
      await expect(attempt).rejects.toMatchObject({ code: 'not_allowed' });
    }
    const stranger = await arrangeIncident(fleet.as('responder'));
    await expect(release(stranger, hold.holdId)).rejects.toMatchObject({ code: 'not_found' });

    const both = await Promise.allSettled([release(incident, hold.holdId), release(incident, hold.holdId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(release(incident, hold.holdId)).rejects.toMatchObject({ code: 'conflict' });
    const entries = await db.timelineEntry.count({
      where: { incidentId: incident.id, kind: 'hold_released' },
    });
    expect(entries).toBe(1);
  });
});
