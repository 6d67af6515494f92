import { describe, expect, it } from 'vitest';
import { assignRole } from '@/lib/incidents/server/assign-role';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { arrangePerson } from '@/lib/testing/arrange-person';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const responder = testContext(db, { role: 'responder', name: 'J. Okafor' });
const other = testContext(db, { role: 'responder', name: 'M. Krüger' });

const take = { role: 'commander' } as const;

describe('taking and handing over a role', () => {
  it('is taken by whoever asks, and written down', async () => {
    const incident = await arrangeIncident(responder);
    const { commander } = await assignRole(responder, { incidentRef: incident.id, ...take });
    expect(commander).toMatchObject({ userName: 'J. Okafor' });
    const [entry] = await db.timelineEntry.findMany({ where: { incidentId: incident.id } });
    expect(entry).toMatchObject({ kind: 'role_changed', data: { role: 'commander', toName: 'J. Okafor' } });
  });

  it('changes nothing at the second click', async () => {
    const incident = await arrangeIncident(responder);
    await assignRole(responder, { incidentRef: incident.id, ...take });
    await assignRole(responder, { incidentRef: incident.id, ...take });
    expect(await db.timelineEntry.count({ where: { incidentId: incident.id } })).toBe(1);
  });

  it('is handed to a person who may act', async () => {
    const incident = await arrangeIncident(responder);
    const person = await arrangePerson(db, { name: 'A. Ito' });
    const { commander } = await assignRole(responder, {
      incidentRef: incident.id,
      ...take,
      userId: person.id,
    });
    expect(commander).toMatchObject({ userId: person.id, userName: 'A. Ito' });
  });

  it('hands over what the incident holds with the command, and says so in one entry', async () => {
    const incident = await arrangeIncident(responder);
    const now = responder.clock.now();
    const placed = { placedById: 'p', placedByName: 'J. Okafor', placedAt: now, reason: 'deletes' };
    const scope = await db.agentScope.create({
      data: { agentId: 'agt_1', desired: 'paused', progress: 'observed', requestedAt: now },
    });
    const hold = await db.hold.create({
      data: {
        ...placed,
        incidentId: incident.id,
        rung: 'agent',
        agentId: 'agt_1',
        targets: { create: { scopeId: scope.id, addedAt: now } },
      },
    });
    await assignRole(responder, { incidentRef: incident.id, role: 'scribe' });
    await assignRole(other, { incidentRef: incident.id, ...take });
    const told = await db.timelineEntry.findMany({
      where: { incidentId: incident.id },
      orderBy: { sequence: 'asc' },
    });
    expect(told.map(({ data }) => Object(data).holds?.length ?? 0)).toEqual([0, 1]);
    expect(told[1]?.data).toMatchObject({
      holds: [{ holdId: hold.id, agentId: 'agt_1', agentCount: 1 }],
      detail: 'now in the hands of M. Krüger: 1 hold on 1 agent',
    });
  });

  it('is not handed to a viewer, nor to nobody', async () => {
    const incident = await arrangeIncident(responder);
    const viewer = await arrangePerson(db, { role: 'viewer' });
    const hand = { incidentRef: incident.id, ...take };
    await expect(assignRole(responder, { ...hand, userId: viewer.id })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(assignRole(responder, { ...hand, userId: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await db.incidentRole.count({ where: { incidentId: incident.id } })).toBe(0);
  });

  it('is not taken from somebody the person had not seen there', async () => {
    const incident = await arrangeIncident(responder);
    await assignRole(other, { incidentRef: incident.id, ...take });
    await expect(
      assignRole(responder, { incidentRef: incident.id, ...take, expectedHolderId: null }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const taken = await assignRole(responder, {
      incidentRef: incident.id,
      ...take,
      expectedHolderId: other.actor.actorId,
    });
    expect(taken.commander).toMatchObject({ userName: 'J. Okafor' });
  });

  it('is refused to a viewer', async () => {
    const incident = await arrangeIncident(responder);
    const viewer = testContext(db, { role: 'viewer' });
    await expect(assignRole(viewer, { incidentRef: incident.id, ...take })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
