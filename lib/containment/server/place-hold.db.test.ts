import { beforeAll, describe, expect, it } from 'vitest';
import { previewFromDetail } from '@/lib/containment/hold-preview';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { previewHold } from '@/lib/containment/server/preview-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { readHeldNow } from '@/lib/containment/server/read-held-now';
import type { Incident } from '@/lib/db/generated/client';
import type { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import { unreachableXem } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);

const billing = 'ws_3b7e90d25c18';
const edge = 'ws_c41d6fa2078b';

beforeAll(() => fleet.mirror());

const place = (incident: Incident, input: Record<string, unknown>, context = fleet.as('responder')) =>
  placeHold(context, {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: incidentRefOf(incident.number),
  });

const read = (incident: Incident) =>
  readContainment(fleet.as('viewer'), { incidentRef: incidentRefOf(incident.number) });

async function kindsIn(incident: Incident): Promise<string[]> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId: incident.id },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ kind }) => kind);
}

describe('placing a hold', () => {
  it('stops new work, lets what runs end, and says when that was', async () => {
    const { invoke } = fleet.simulator().controls;
    const work = { agentId: 'agt_xem_fleet_01', workspaceId: billing, requestedBy: 'nightly-reclaim' };
    invoke({
      ...work,
      toolName: 'openstack_server_delete',
      slipsPastApproval: true,
      arguments: { server: 'vm-204' },
      durationMs: 30_000,
    });
    fleet.clock.advance(2_000);
    await fleet.mirror();
    const incident = await arrangeIncident(fleet.as('responder'));
    const scope = { rung: 'agent_in_workspace', agentId: 'agt_xem_fleet_01', workspaceId: billing } as const;
    const preview = await previewHold(fleet.as('viewer'), {
      ...scope,
      incidentRef: incidentRefOf(incident.number),
    });
    expect(preview).toMatchObject({
      inFlightCount: 1,
      dangerousInFlightCount: 1,
      workspaceName: 'billing',
      agentName: 'xem-fleet-01',
      confirmName: null,
    });

    const hold = await place(incident, scope);
    const askedAt = fleet.clock.now();
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'requested', inFlightAtStopCount: 1 }]);
    fleet.clock.advance(300);
    await fleet.settle();
    const queuedId = invoke({ ...work, toolName: 'openstack_server_list' });
    await fleet.mirror();
    await observeContainment(fleet.as('admin'));
    expect((await read(incident)).scopes).toMatchObject([
      {
        progress: 'observed',
        drainedAt: null,
        inFlightCount: 1,
        queuedCount: 1,
        queuedByTool: [{ toolName: 'openstack_server_list', count: 1 }],
        manualCommand: 'xeroctl agents pause-exec agt_xem_fleet_01 --workspace billing',
      },
    ]);

    fleet.clock.advance(40_000);
    await fleet.mirror();
    await observeContainment(fleet.as('admin'));
    await observeContainment(fleet.as('admin'));
    const drained = await read(incident);
    expect(drained.scopes).toMatchObject([{ inFlightCount: 0, queuedCount: 1 }]);
    expect(drained.scopes[0]?.drainedAt).not.toBeNull();
    expect(drained.lateCalls).toMatchObject([{ how: 'landed', toolName: 'openstack_server_delete' }]);
    const [{ receipt } = hold] = drained.holds;
    expect(receipt).toMatchObject({
      askedAt: askedAt.toISOString(),
      inFlightAtStopCount: 1,
      startedAfterCount: 0,
      landedAfterCount: 1,
    });
    expect(receipt.containedAfterMs).toBeGreaterThan(20_000);
    expect(await kindsIn(incident)).toEqual([
      'subject_attached',
      'subject_attached',
      'hold_placed',
      'scope_accepted',
      'scope_observed',
      'call_after_stop',
      'scope_drained',
      'stop_contained',
    ]);
    expect(await fleet.xem().showInvocation(queuedId)).toMatchObject({ status: 'queued' });
  });

  it('commits the intent without asking XEM', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const context = fleet.as('responder', { xem: unreachableXem });
    const hold = await place(incident, { rung: 'agent', agentId: 'agt_xem_fleet_02' }, context);
    const scope = await db.agentScope.findUniqueOrThrow({ where: { id: hold.activeScopeIds[0] ?? '' } });
    expect(scope).toMatchObject({ desired: 'paused', progress: 'requested', generation: 1, workspaceId: '' });
    const jobs = await db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs`;
    expect(jobs.map(({ key }) => key)).toContain(`reconcile_scope:${scope.id}`);
  });

  it('adds nothing when the same stop is pressed twice, also at once', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const scope = { rung: 'agent', agentId: 'agt_xem_fleet_03' };
    const [one, other] = await Promise.all([place(incident, scope), place(incident, scope)]);
    const third = await place(incident, scope);
    expect(new Set([one.holdId, other.holdId, third.holdId]).size).toBe(1);
    expect(await kindsIn(incident)).toEqual(['subject_attached', 'hold_placed']);
    const generations = await db.agentScope.findMany({ where: { agentId: 'agt_xem_fleet_03' } });
    expect(generations).toMatchObject([{ generation: 1 }]);
  });

  it('refuses a stop that would cost much more than was seen, and takes one that costs a little more', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const { invoke } = fleet.simulator().controls;
    const agentId = 'agt_b5390e7ad4c8';
    const [workspaceId = ''] = (await db.agent.findUniqueOrThrow({ where: { agentId } })).workspaceIds;
    const [toolName = ''] = (await db.agent.findUniqueOrThrow({ where: { agentId } })).tools;
    for (let count = 0; count < 8; count += 1) {
      invoke({ agentId, workspaceId, toolName, requestedBy: 'nightly-reclaim', durationMs: 1_000 });
    }
    fleet.clock.advance(60_000);
    await fleet.mirror();
    const scope = { rung: 'agent', agentId };
    const { healthyPerHour, queuedCount, approvalCount } = await previewHold(fleet.as('viewer'), {
      rung: 'agent',
      agentId,
    });
    expect(healthyPerHour).toBeGreaterThanOrEqual(8);
    const seen = { queuedCount, approvalCount };
    const refused = place(incident, { ...scope, seenCosts: { ...seen, healthyPerHour: 0 } });
    await expect(refused).rejects.toMatchObject({
      code: 'counts_changed',
      details: { grownCosts: [{ name: 'healthy_per_hour', seen: 0, now: healthyPerHour }] },
    });
    expect((await read(incident)).holds).toEqual([]);
    const hold = await place(incident, {
      ...scope,
      seenCosts: { ...seen, healthyPerHour: healthyPerHour - 1 },
    });
    expect(hold.activeScopeIds).toHaveLength(1);
    const placed = await db.timelineEntry.findFirstOrThrow({
      where: { incidentId: incident.id, kind: 'hold_placed' },
    });
    expect(placed.data).toMatchObject({ healthyPerHour, seenCosts: { healthyPerHour: healthyPerHour - 1 } });
  });

  it('refuses a stop that would mean other agents than were seen, and shows the new ones', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const scope = { rung: 'workspace', workspaceId: edge, confirmName: 'edge-eu' };
    const seenAgentIds = ['agt_e7b24190cf36', 'agt_0d86b1f3a95e', 'agt_gone'];
    const error: AppError = await place(incident, { ...scope, seenAgentIds }).catch((cause) => cause);
    expect(error.code).toBe('counts_changed');
    expect(error.details).toMatchObject({
      addedAgentIds: expect.arrayContaining(['agt_xem_fleet_03', 'agt_62fa8c0d4b17']),
      goneAgentIds: ['agt_gone'],
    });
    const shown = previewFromDetail(error.details.preview);
    expect((await read(incident)).holds).toEqual([]);

    const again = await place(incident, { ...scope, seenAgentIds: shown?.targets.map((it) => it.agentId) });
    expect(again.activeScopeIds).toHaveLength(4);
  });

  it('does not refuse because numbers moved', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const scope = { rung: 'agent', agentId: 'agt_9a03f5c871d2' } as const;
    const seen = await previewHold(fleet.as('responder'), scope);
    fleet.simulator().controls.invoke({
      agentId: 'agt_9a03f5c871d2',
      workspaceId: 'ws_8f2c1a04b9e7',
      toolName: 'kubectl_get',
      requestedBy: 'somebody',
      durationMs: 9_000,
    });
    fleet.clock.advance(1_000);
    await fleet.mirror();
    const hold = await place(incident, { ...scope, seenAgentIds: seen.targets.map((it) => it.agentId) });
    expect(hold.receipt.inFlightAtStopCount).toBe(seen.inFlightCount + 1);
  });

  it('asks for the typed name and the agents seen before a wide stop', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const all = { rung: 'all' };
    await expect(place(incident, all)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { errors: [{ field: 'confirm_name', message: 'type all agents to confirm' }] },
    });
    await expect(place(incident, { ...all, confirmName: 'all agents' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { errors: [{ field: 'seen_agent_ids' }] },
    });
    expect((await read(incident)).holds).toEqual([]);
  });

  it('refuses a viewer, a closed incident, and an agent nobody has heard of', async () => {
    const scope = { rung: 'agent', agentId: 'agt_xem_lab_01' };
    const incident = await arrangeIncident(fleet.as('responder'));
    await expect(place(incident, scope, fleet.as('viewer'))).rejects.toMatchObject({ code: 'not_allowed' });
    const closed = await arrangeIncident(fleet.as('responder'), { phase: 'closed' });
    await expect(place(closed, scope)).rejects.toMatchObject({ code: 'conflict' });
    const unheard = place(incident, { rung: 'agent', agentId: 'agt_nowhere' });
    await expect(unheard).rejects.toMatchObject({ code: 'not_found' });
    expect(await db.agentScope.count({ where: { agentId: 'agt_xem_lab_01' } })).toBe(0);
  });

  it('shows on the board what is held by whom', async () => {
    const scope = { rung: 'agent', agentId: 'agt_xem_lab_02' };
    const one = await arrangeIncident(fleet.as('responder'));
    const other = await arrangeIncident(fleet.as('responder'));
    await place(one, scope);
    await place(other, scope);
    const { data } = await readHeldNow(fleet.as('viewer'), { limit: 200 });
    expect(data.find(({ agentId }) => agentId === 'agt_xem_lab_02')).toMatchObject({
      agentName: 'xem-lab-02',
      heldBy: [incidentRefOf(one.number), incidentRefOf(other.number)],
      reason: 'deletes without approval',
    });
  });
});

describe('placeHoldInput', () => {
  it.each([
    [{ rung: 'agent' }, 'agentId'],
    [{ rung: 'agent_in_workspace', agentId: 'a' }, 'workspaceId'],
    [{ rung: 'agent', agentId: 'a', workspaceId: 'w' }, 'workspaceId'],
    [{ rung: 'all', agentId: 'a' }, 'agentId'],
    [{ rung: 'agent', agentId: 'a', reason: '  ' }, 'reason'],
  ])('refuses %j', (input, field) => {
    const parsed = placeHoldInput.safeParse({ reason: 'a good one', ...input });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});
