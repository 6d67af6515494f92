import { beforeAll, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
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
const billing = 'ws_3b7e90d25c18';
const agentId = 'agt_xem_fleet_01';

beforeAll(() => fleet.mirror());

const place = (incident: Incident, input: Record<string, unknown>) =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: incidentRefOf(incident.number),
  });

it('says that an agent freed in one workspace stays paused where another incident holds all of it', async () => {
  const [one, other] = [
    await arrangeIncident(fleet.as('responder')),
    await arrangeIncident(fleet.as('responder')),
  ];
  const { holdId } = await place(one, { rung: 'agent_in_workspace', agentId, workspaceId: billing });
  await place(other, { rung: 'agent', agentId });
  await fleet.settle();
  fleet.simulator().controls.invoke({
    agentId,
    workspaceId: billing,
    toolName: 'openstack_server_delete',
    slipsPastApproval: true,
    requestedBy: 'nightly-reclaim',
    arguments: { server: 'vm-9' },
  });
  await fleet.mirror();

  const [incidentRef, otherRef] = [incidentRefOf(one.number), incidentRefOf(other.number)];
  const { seen, targets, queuedCount } = await readReleaseReview(fleet.as('viewer'), { incidentRef, holdId });
  expect(targets).toMatchObject([{ isKept: true, heldBy: [otherRef], queuedCount: 0 }]);
  expect(queuedCount).toBe(0);

  const input = { reason: 'template fixed', withoutFixReason: 'the tool is off', seen };
  const asked = { ...askReleaseInput.parse(input), incidentRef, holdId };
  const { stages } = await askRelease(fleet.as('commander'), asked, 'never');
  expect(stages).toMatchObject([{ targets: [{ isFreed: false }] }]);
  const entry = await db.timelineEntry.findFirstOrThrow({
    where: { incidentId: one.id, kind: 'hold_released' },
  });
  expect(entry.data).toMatchObject({ queuedCount: 0, scopes: [{ resumes: false, heldBy: [otherRef] }] });
  await fleet.settle();
  expect(await fleet.xem().showAgent(agentId)).toMatchObject({ isPaused: true, pausedWorkspaces: [] });
});
