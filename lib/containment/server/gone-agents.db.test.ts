import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { releaseHold } from '@/lib/containment/server/release-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const labAgents = ['agt_xem_lab_01', 'agt_xem_lab_02', 'agt_4c1d7e02ab90'];

beforeAll(() => fleet.mirror());

async function held(input: Record<string, unknown>): Promise<{ incident: Incident; holdId: string }> {
  const incident = await arrangeIncident(fleet.as('responder'));
  const { holdId } = await placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: incidentRefOf(incident.number),
  });
  return { incident, holdId };
}

const observe = async () => {
  fleet.clock.advance(2_000);
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
};

const scopesOf = async (incident: Incident, agentId: string) => {
  const { scopes } = await readContainment(fleet.as('viewer'), {
    incidentRef: incidentRefOf(incident.number),
  });
  return scopes.filter((scope) => scope.agentId === agentId);
};

const entriesOf = (incident: Incident, kind: string) =>
  db.timelineEntry.findMany({ where: { incidentId: incident.id, kind } });

/** Does what the job of this agent's scope would. */
async function askXem(agentId: string): Promise<void> {
  const { id } = await db.agentScope.findFirstOrThrow({ where: { agentId } });
  await reconcileScope(fleet.as('admin'), id);
}

const enrol = (id: string) =>
  fleet.simulator().controls.enrolAgent({
    id,
    name: id,
    region: 'eu-central',
    workspaceIds: [lab],
    tools: ['prometheus.query'],
    maxConcurrent: 4,
  });

describe('an agent that XEM no longer has', () => {
  it('is paused anew when it is enrolled again under a hold, and that is no drift', async () => {
    const agentId = 'agt_xem_lab_01';
    const { incident } = await held({
      rung: 'workspace',
      workspaceId: lab,
      confirmName: 'lab',
      seenAgentIds: labAgents,
    });
    await fleet.settle();
    await observe();
    await fleet.xem().deleteAgent(agentId);
    await observe();
    enrol(agentId);
    expect((await fleet.xem().showAgent(agentId)).pausedWorkspaces).toEqual([]);
    await observe();
    expect(await scopesOf(incident, agentId)).toMatchObject([{ progress: 'requested', isHeld: true }]);
    await fleet.settle();
    expect((await fleet.xem().showAgent(agentId)).pausedWorkspaces).toEqual([lab]);
    await observe();
    await observe();
    expect(await scopesOf(incident, agentId)).toMatchObject([{ progress: 'observed' }]);
    expect(await entriesOf(incident, 'scope_drifted')).toEqual([]);
    expect(await entriesOf(incident, 'scope_retried')).toMatchObject([
      { text: expect.stringContaining('lists it again'), data: { agentId } },
    ]);
  });

  it('is neither refused for ever nor keeps a receipt open, for whoever holds it', async () => {
    const agentId = 'agt_62fa8c0d4b17';
    await fleet.xem().deleteAgent(agentId);
    const first = await held({ rung: 'agent', agentId });
    await askXem(agentId);
    expect(await scopesOf(first.incident, agentId)).toMatchObject([{ progress: 'rejected' }]);
    await observe();
    expect(await scopesOf(first.incident, agentId)).toMatchObject([
      { progress: 'gone', error: null, nextAttemptAt: null, isHeld: true },
    ]);
    await fleet.settle();
    const second = await held({ rung: 'agent', agentId });
    await observe();
    await observe();
    for (const { incident, holdId } of [first, second]) {
      const { holds } = await readContainment(fleet.as('viewer'), {
        incidentRef: incidentRefOf(incident.number),
      });
      expect(holds.find((hold) => hold.holdId === holdId)?.receipt).toMatchObject({
        allAcceptedAt: expect.any(String),
        allObservedAt: null,
        containedAfterMs: expect.any(Number),
      });
      expect(await entriesOf(incident, 'stop_contained')).toHaveLength(1);
      expect(await entriesOf(incident, 'scope_observed')).toEqual([]);
    }
    expect(await entriesOf(first.incident, 'scope_gone')).toMatchObject([{ data: { agentId } }]);
  });

  it('is left alone where it was released, also when it comes back', async () => {
    const agentId = 'agt_e7b24190cf36';
    const { incident, holdId } = await held({ rung: 'agent', agentId });
    await fleet.settle();
    await fleet.xem().deleteAgent(agentId);
    const incidentRef = incidentRefOf(incident.number);
    await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'it is fixed' });
    await askXem(agentId);
    await observe();
    expect(await scopesOf(incident, agentId)).toMatchObject([{ progress: 'gone', desired: 'running' }]);
    enrol(agentId);
    await fleet.xem().pauseExec(agentId, {});
    await observe();
    await fleet.settle();
    await observe();
    expect((await fleet.xem().showAgent(agentId)).isPaused).toBe(true);
    expect(await db.outsidePause.findMany({ where: { agentId, endedAt: null } })).toMatchObject([
      { kind: 'outside' },
    ]);
  });
});
