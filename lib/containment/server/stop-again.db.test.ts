import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { retryHold } from '@/lib/containment/server/retry-hold';
import { withdrawHold } from '@/lib/containment/server/withdraw-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import { unreachableXem } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const inLab = ['agt_xem_lab_01', 'agt_xem_lab_02', 'agt_4c1d7e02ab90'];
const reason = 'deletes without approval';

beforeAll(() => fleet.mirror());

const place = (incident: Incident, input: Record<string, unknown>) =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason, ...input }),
    incidentRef: incidentRefOf(incident.number),
  });

const stopLab = (incident: Incident) =>
  place(incident, { rung: 'workspace', workspaceId: lab, confirmName: 'lab', seenAgentIds: inLab });

const scopeOf = (agentId: string, workspaceId = '') =>
  db.agentScope.findFirstOrThrow({ where: { agentId, workspaceId } });

const isPaused = async (agentId: string) => (await fleet.xem().showAgent(agentId)).isPaused;
const isPausedInLab = async (agentId: string) =>
  (await fleet.xem().showAgent(agentId)).pausedWorkspaces?.includes(lab) ?? false;

const countRetries = (incident: Incident) =>
  db.timelineEntry.count({ where: { incidentId: incident.id, kind: 'scope_retried' } });

async function resumeOutside(agentId: string) {
  await fleet.xem().resumeExec(agentId, {});
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
  expect(await scopeOf(agentId)).toMatchObject({ desired: 'paused', progress: 'drifted' });
}

describe('stopping once more', () => {
  it('stops an agent again that was released from the same stop', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const [freed = ''] = inLab;
    const first = await stopLab(incident);
    await fleet.settle();
    const { id } = await scopeOf(freed, lab);
    await releaseHold(fleet.as('commander'), {
      incidentRef: first.incidentRef,
      holdId: first.holdId,
      scopeIds: [id],
      reason: 'looked fine',
    });
    await fleet.settle();
    expect(await isPausedInLab(freed)).toBe(false);

    const again = await stopLab(incident);
    expect(again.holdId).not.toBe(first.holdId);
    expect(again.activeScopeIds).toHaveLength(3);
    await fleet.settle();
    expect(await isPausedInLab(freed)).toBe(true);
    expect((await stopLab(incident)).holdId).toBe(again.holdId);
  });

  it('asks XEM again where somebody had resumed it outside, for another incident or the same', async () => {
    const agentId = 'agt_xem_fleet_01';
    const [one, other] = [
      await arrangeIncident(fleet.as('responder')),
      await arrangeIncident(fleet.as('responder')),
    ];
    const { holdId } = await place(one, { rung: 'agent', agentId });
    await fleet.settle();
    await resumeOutside(agentId);
    await place(other, { rung: 'agent', agentId });
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);

    await resumeOutside(agentId);
    expect((await place(one, { rung: 'agent', agentId })).holdId).toBe(holdId);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
    expect(await countRetries(one)).toBe(1);
    await place(one, { rung: 'agent', agentId });
    expect(await countRetries(one)).toBe(1);
  });
});

describe('asking XEM again', () => {
  it('is no way to set free what it was asked about before', async () => {
    const agentId = 'agt_xem_fleet_02';
    const incident = await arrangeIncident(fleet.as('responder'));
    const { holdId, incidentRef } = await place(incident, { rung: 'agent', agentId });
    await fleet.settle();
    await resumeOutside(agentId);
    await retryHold(fleet.as('responder'), { incidentRef, holdId });
    const kept = await withdrawHold(fleet.as('responder'), { incidentRef, holdId, reason: 'never mind' });
    expect(kept).toMatchObject({ releasedAt: null });
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
  });

  it('keeps track of a pause that XEM may have carried out without an answer', async () => {
    const agentId = 'agt_xem_fleet_03';
    const incident = await arrangeIncident(fleet.as('responder'));
    const { holdId, incidentRef } = await place(incident, { rung: 'agent', agentId });
    const xem = fleet.xem();
    const silent = {
      ...xem,
      pauseExec: async (...args: Parameters<typeof xem.pauseExec>) => {
        await xem.pauseExec(...args);
        return unreachableXem.pauseExec(...args);
      },
      showAgent: unreachableXem.showAgent,
    };
    await reconcileScope(fleet.as('admin', { xem: silent }), (await scopeOf(agentId)).id);
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'unreachable' });
    await retryHold(fleet.as('responder'), { incidentRef, holdId });
    await withdrawHold(fleet.as('responder'), { incidentRef, holdId, reason: 'never mind' });
    expect(await scopeOf(agentId)).toMatchObject({ desired: 'paused' });
  });
});
