import { beforeAll, expect, it } from 'vitest';
import { systemActor } from '@/lib/auth/actor';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { askReleaseInput } from '@/lib/release/release-schema';
import { advanceRelease } from '@/lib/release/server/advance-release';
import { askRelease } from '@/lib/release/server/ask-release';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { readReleases } from '@/lib/release/server/read-releases';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const agentId = 'agt_xem_fleet_01';

beforeAll(() => fleet.mirror());

it('does not wait for an agent that was deleted under its hold', async () => {
  const incident = await arrangeIncident(fleet.as('responder'));
  const incidentRef = incidentRefOf(incident.number);
  const { holdId } = await placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' }),
    incidentRef,
  });
  await fleet.settle();
  await fleet.xem().deleteAgent(agentId);

  const { seen } = await readReleaseReview(fleet.as('viewer'), { incidentRef, holdId });
  const input = { reason: 'template fixed', withoutFixReason: 'the tool is off', watchMinutes: 2, seen };
  const asked = { ...askReleaseInput.parse(input), incidentRef, holdId };
  const { releaseId } = await askRelease(fleet.as('commander'), asked, 'never');
  const job = { ...fleet.as('admin'), actor: systemActor('advance_release') };
  const stages = async () => {
    await advanceRelease(job, releaseId);
    const { releases } = await readReleases(fleet.as('viewer'), { incidentRef });
    return releases[0]?.stages;
  };
  const { id } = await db.agentScope.findFirstOrThrow({ where: { agentId } });
  await reconcileScope(fleet.as('admin'), id);
  expect(await db.agentScope.findFirst({ where: { agentId } })).toMatchObject({ progress: 'rejected' });
  // XEM may refuse for another reason; that the agent is gone is for its list to say.
  expect(await stages()).toMatchObject([{ watchedAt: null }]);
  await fleet.mirror();
  expect(await stages()).toMatchObject([{ watchedAt: expect.any(String) }]);
});
