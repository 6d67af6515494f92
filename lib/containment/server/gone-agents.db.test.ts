import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
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
});
