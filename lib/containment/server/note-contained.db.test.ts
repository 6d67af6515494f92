import { beforeAll, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const agentId = 'agt_xem_fleet_01';

beforeAll(() => fleet.mirror());

const observe = async () => {
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
};

it('the log tells when a stop held, once, and is corrected by a call that landed later still', async () => {
  const { id: incidentId, number } = await arrangeIncident(fleet.as('responder'));
  const input = placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' });
  await placeHold(fleet.as('responder'), { ...input, incidentRef: incidentRefOf(number) });
  const placedAt = fleet.clock.now();
  fleet.clock.advance(200);
  await fleet.settle();
  fleet.clock.advance(1_000);
  await observe();
  await observe();
  const told = () =>
    db.timelineEntry.findMany({
      where: { incidentId, kind: 'stop_contained' },
      orderBy: { sequence: 'asc' },
    });
  const [first, ...more] = await told();
  expect(more).toEqual([]);
  expect(first).toMatchObject({ data: { landedAfterCount: 0 }, supersedesId: null });

  fleet.clock.advance(10_000);
  const completedAt = fleet.clock.now();
  const startedAt = new Date(placedAt.getTime() - 60_000);
  const landed = { agentId, risk: 'destructive', startedAt, completedAt };
  await arrangeExecution(fleet.as('admin'), landed);
  await observe();
  await observe();
  const [, corrected, ...others] = await told();
  expect(others).toEqual([]);
  expect(corrected).toMatchObject({
    happenedAt: completedAt,
    supersedesId: first?.id,
    data: { landedAfterCount: 1, durationMs: completedAt.getTime() - placedAt.getTime() },
  });
});
