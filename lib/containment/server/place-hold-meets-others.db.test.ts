import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { changePhase } from '@/lib/incidents/server/change-phase';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);

beforeAll(() => fleet.mirror());

const place = (incident: Incident, agentId: string) =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' }),
    incidentRef: incidentRefOf(incident.number),
  });

/** How many connections wait for another's lock; from outside, as a transaction sees one picture of them for good. */
async function countWaiting(): Promise<number> {
  const waiting = await db.$queryRaw<unknown[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`;
  return waiting.length;
}

describe('placing a hold while others are at work', () => {
  it('is refused when the incident is closed before it gets its turn', async () => {
    const agentId = 'agt_xem_fleet_01';
    const earlier = await arrangeIncident(fleet.as('responder'));
    await place(earlier, agentId);
    const incident = await arrangeIncident(fleet.as('responder'));
    const incidentRef = incidentRefOf(incident.number);
    let placing: Promise<unknown> = Promise.resolve();
    await db.$transaction(async (tx) => {
      await tx.agentScope.updateMany({ where: { agentId }, data: { errorMessage: 'somebody is at it' } });
      placing = place(incident, agentId).then(
        () => 'held',
        (error: unknown) => error,
      );
      await expect.poll(countWaiting).toBe(1);
      await changePhase(fleet.as('commander'), { incidentRef, phase: 'closed', reason: 'a false alarm' });
    });
    expect(await placing).toMatchObject({ code: 'conflict' });
    expect(await db.hold.count({ where: { incidentId: incident.id } })).toBe(0);
  });

  it('does not wait for somebody who is adding to the incident', async () => {
    const incident = await arrangeIncident(fleet.as('responder'));
    const subject = { kind: 'agent' as const, subjectId: 'agt_xem_lab_01', attachedByName: 'Ada' };
    const attached = { attachedById: 'user_ada', attachedAt: fleet.clock.now() };
    await db.$transaction(async (tx) => {
      await tx.incidentSubject.create({ data: { incidentId: incident.id, ...subject, ...attached } });
      expect(await place(incident, 'agt_xem_fleet_02')).toMatchObject({ reason: 'deletes without approval' });
    });
  });
});
