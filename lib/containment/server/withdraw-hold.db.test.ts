import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { withdrawHold } from '@/lib/containment/server/withdraw-hold';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const agentIds = ['agt_xem_lab_01', 'agt_xem_lab_02', 'agt_4c1d7e02ab90'];
const reason = 'the wrong workspace';

beforeAll(() => fleet.mirror());

async function stopLab() {
  const incident = await arrangeIncident(fleet.as('responder'));
  const incidentRef = incidentRefOf(incident.number);
  const input = { rung: 'workspace', workspaceId: lab, confirmName: 'lab', seenAgentIds: agentIds, reason };
  const { holdId } = await placeHold(fleet.as('responder'), { ...placeHoldInput.parse(input), incidentRef });
  return { incident, incidentRef, holdId };
}

const scopeOf = (agentId: string) => db.agentScope.findFirstOrThrow({ where: { agentId, workspaceId: lab } });

const isPaused = async (agentId: string) =>
  (await fleet.xem().showAgent(agentId)).pausedWorkspaces?.includes(lab) ?? false;

describe('cancelling the rest of a stop', () => {
  it('gives up the agents that XEM was not asked about, keeps the others, and asks XEM nothing', async () => {
    const { incident, incidentRef, holdId } = await stopLab();
    const [first = '', ...rest] = agentIds;
    await reconcileScope(fleet.as('admin'), (await scopeOf(first)).id);
    await expect(withdrawHold(fleet.as('viewer'), { incidentRef, holdId, reason })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    const hold = await withdrawHold(fleet.as('responder'), { incidentRef, holdId, reason });
    expect(hold).toMatchObject({ releasedAt: null, activeScopeIds: [(await scopeOf(first)).id] });
    await fleet.settle();
    expect(await isPaused(first)).toBe(true);
    for (const agentId of rest) {
      expect(await isPaused(agentId)).toBe(false);
      expect(await scopeOf(agentId)).toMatchObject({ desired: 'running', progress: 'observed' });
    }
    const [entry] = await db.timelineEntry.findMany({
      where: { incidentId: incident.id, kind: 'hold_withdrawn' },
    });
    expect(entry).toMatchObject({ text: reason, data: { keptCount: 1 } });

    await withdrawHold(fleet.as('responder'), { incidentRef, holdId, reason });
    expect(await db.timelineEntry.count({ where: { incidentId: incident.id, kind: 'hold_withdrawn' } })).toBe(
      1,
    );
  });

  it('leaves alone a pause that somebody made there outside', async () => {
    const [, second = ''] = agentIds;
    await fleet.xem().pauseExec(second, { workspaceId: lab });
    const { incidentRef, holdId } = await stopLab();
    // The first is held by the earlier stop as well, so that there is nothing to ask for it.
    const hold = await withdrawHold(fleet.as('responder'), { incidentRef, holdId, reason });
    expect(hold.activeScopeIds).toHaveLength(1);
    await fleet.settle();
    const { scopes } = await readContainment(fleet.as('viewer'), { incidentRef });
    expect(scopes.filter(({ isHeld }) => isHeld)).toHaveLength(1);
    expect(await isPaused(second)).toBe(true);
  });

  it('leaves such a pause alone also where an earlier hold had paused and freed the agent', async () => {
    const agentId = 'agt_xem_fleet_02';
    const isHeldInXem = async () => (await fleet.xem().showAgent(agentId)).isPaused;
    const incident = await arrangeIncident(fleet.as('responder'));
    const incidentRef = incidentRefOf(incident.number);
    const input = placeHoldInput.parse({ rung: 'agent', agentId, reason });
    const earlier = await placeHold(fleet.as('responder'), { ...input, incidentRef });
    await fleet.settle();
    await releaseHold(fleet.as('commander'), { incidentRef, holdId: earlier.holdId, reason: 'fixed' });
    await fleet.settle();
    expect(await isHeldInXem()).toBe(false);

    await fleet.xem().pauseExec(agentId, {});
    const { holdId } = await placeHold(fleet.as('responder'), { ...input, incidentRef });
    await withdrawHold(fleet.as('responder'), { incidentRef, holdId, reason });
    await fleet.settle();
    expect(await isHeldInXem()).toBe(true);
  });

  it('goes on with a resume that was under way when the stop was pressed', async () => {
    const agentId = 'agt_xem_fleet_03';
    const incident = await arrangeIncident(fleet.as('responder'));
    const incidentRef = incidentRefOf(incident.number);
    const input = placeHoldInput.parse({ rung: 'agent', agentId, reason });
    const earlier = await placeHold(fleet.as('responder'), { ...input, incidentRef });
    await fleet.settle();
    await releaseHold(fleet.as('commander'), { incidentRef, holdId: earlier.holdId, reason: 'fixed' });
    const { holdId } = await placeHold(fleet.as('responder'), { ...input, incidentRef });
    await withdrawHold(fleet.as('responder'), { incidentRef, holdId, reason });
    await fleet.settle();
    expect((await fleet.xem().showAgent(agentId)).isPaused).toBe(false);
  });
});
