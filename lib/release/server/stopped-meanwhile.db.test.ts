import { beforeAll, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { handOverHolds } from '@/lib/containment/server/hand-over-holds';
import { placeHold } from '@/lib/containment/server/place-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import type { Release } from '@/lib/release/release-schema';
import { askReleaseInput } from '@/lib/release/release-schema';
import { askRelease } from '@/lib/release/server/ask-release';
import { confirmRelease } from '@/lib/release/server/confirm-release';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);

beforeAll(() => fleet.mirror());

const ref = ({ number }: Incident) => incidentRefOf(number);

const stop = (incident: Incident, agentId: string, reason = 'deletes without approval') =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ rung: 'agent', agentId, reason }),
    incidentRef: ref(incident),
  });

/** Somebody asks to release it; another person has yet to agree. */
async function askFor(incident: Incident, holdId: string): Promise<Release> {
  const of = { incidentRef: ref(incident), holdId };
  const { seen } = await readReleaseReview(fleet.as('viewer'), of);
  const input = { reason: 'template fixed', withoutFixReason: 'the tool is off', watchMinutes: 0, seen };
  return askRelease(fleet.as('commander'), { ...askReleaseInput.parse(input), ...of }, 'always');
}

const agree = async (incident: Incident, { releaseId }: Release) => {
  await confirmRelease(fleet.as('admin'), { incidentRef: ref(incident), releaseId });
  await fleet.settle();
};

const isHeld = async (agentId: string): Promise<boolean> =>
  (await db.agentScope.findFirstOrThrow({ where: { agentId } })).desired === 'paused';

it('a stop that is pressed while the release waits for a second person outlives that release', async () => {
  const agentId = 'agt_xem_fleet_01';
  const incident = await arrangeIncident(fleet.as('responder'));
  const first = await stop(incident, agentId);
  await fleet.settle();
  const release = await askFor(incident, first.holdId);
  const second = await stop(incident, agentId, 'it is not fixed, keep it stopped');
  expect(second).toMatchObject({ reason: 'it is not fixed, keep it stopped' });
  expect(second.holdId).not.toBe(first.holdId);
  expect(await stop(incident, agentId)).toMatchObject({ holdId: second.holdId });

  await agree(incident, release);
  expect(await isHeld(agentId)).toBe(true);
  const told = await db.timelineEntry.findMany({ where: { incidentId: incident.id, kind: 'hold_placed' } });
  expect(told.map(({ text }) => text)).toContain('it is not fixed, keep it stopped');
});

it('a hold that is handed over is not freed by a release that the other incident had asked for before', async () => {
  const agentId = 'agt_xem_fleet_02';
  const from = await arrangeIncident(fleet.as('responder'));
  const to = await arrangeIncident(fleet.as('responder'));
  await stop(from, agentId);
  const there = await stop(to, agentId);
  await fleet.settle();
  const release = await askFor(to, there.holdId);
  await handOverHolds(fleet.as('commander'), {
    incidentRef: ref(from),
    toIncidentRef: ref(to),
    reason: 'one cause',
  });
  await agree(to, release);
  expect(await isHeld(agentId)).toBe(true);
  expect(await db.hold.count({ where: { incidentId: to.id, releasedAt: null } })).toBe(1);
});
