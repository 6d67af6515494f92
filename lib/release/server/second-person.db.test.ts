import { beforeAll, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { handOverHolds } from '@/lib/containment/server/hand-over-holds';
import { placeHold } from '@/lib/containment/server/place-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { askReleaseInput } from '@/lib/release/release-schema';
import { askRelease } from '@/lib/release/server/ask-release';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const agentId = 'agt_xem_lab_01';

beforeAll(() => fleet.mirror());

const ref = ({ number }: Incident) => incidentRefOf(number);

const place = (incident: Incident, input: Record<string, unknown>) =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: ref(incident),
  });

async function destroy(): Promise<void> {
  const { invoke } = fleet.simulator().controls;
  invoke({
    agentId,
    workspaceId: lab,
    toolName: 'openstack_server_delete',
    slipsPastApproval: true,
    requestedBy: 'nightly-reclaim',
    arguments: { server: 'vm-9' },
    durationMs: 1_000,
  });
  fleet.clock.advance(60_000);
  await fleet.mirror();
}

async function ask(incidentRef: string, holdId: string) {
  const { seen, destructiveCount } = await readReleaseReview(fleet.as('viewer'), { incidentRef, holdId });
  const input = { reason: 'template fixed', withoutFixReason: 'the tool is off', watchMinutes: 0, seen };
  const asked = { ...askReleaseInput.parse(input), incidentRef, holdId };
  return { destructiveCount, release: await askRelease(fleet.as('commander'), asked, 'destructive') };
}

it('is needed wherever a hold is handed to after the damage', async () => {
  const first = await arrangeIncident(fleet.as('responder'));
  await destroy();
  await place(first, { rung: 'agent', agentId });
  let incidentRef = ref(first);
  let holdId = '';
  for (let count = 0; count < 2; count += 1) {
    fleet.clock.advance(60_000);
    const next = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
    const { holds } = await handOverHolds(fleet.as('commander'), {
      incidentRef,
      toIncidentRef: ref(next),
      reason: 'another shift',
    });
    holdId = holds[0]?.holdId ?? '';
    incidentRef = ref(next);
  }
  const { release, destructiveCount } = await ask(incidentRef, holdId);
  expect(destructiveCount).toBe(1);
  expect(release).toMatchObject({ state: 'waiting', needsSecond: true });
});

it('is needed for the damage of what is held, whatever else the incident is said to be about', async () => {
  const incident = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
  await destroy();
  const agents = await db.agent.findMany({ where: { goneAt: null }, select: { agentId: true } });
  const { holdId } = await place(incident, {
    rung: 'all',
    confirmName: 'all agents',
    seenAgentIds: agents.map((agent) => agent.agentId),
  });
  expect((await ask(ref(incident), holdId)).release).toMatchObject({ state: 'waiting' });
});

it('is not needed where what is held has destroyed nothing since', async () => {
  fleet.clock.advance(60_000);
  const incident = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
  const { holdId } = await place(incident, { rung: 'agent', agentId: 'agt_xem_fleet_03' });
  expect((await ask(ref(incident), holdId)).release).toMatchObject({ state: 'running' });
});
