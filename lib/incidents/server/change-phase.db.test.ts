import { describe, expect, it } from 'vitest';
import { changePhase } from '@/lib/incidents/server/change-phase';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const commander = testContext(db, { role: 'commander' });

const entriesOf = (incidentId: string) =>
  db.timelineEntry.findMany({ where: { incidentId }, orderBy: { sequence: 'asc' } });

describe('moving an incident to another phase', () => {
  it('is refused without a reason while something is missing, and says what', async () => {
    const incident = await arrangeIncident(commander);
    await expect(
      changePhase(commander, { incidentRef: incident.id, phase: 'contain' }),
    ).rejects.toMatchObject({
      code: 'gate_incomplete',
      details: { gaps: expect.arrayContaining([{ phase: 'triage', gap: 'The severity is still pending.' }]) },
    });
    expect(await db.incident.findUnique({ where: { id: incident.id } })).toMatchObject({ phase: 'triage' });
    expect(await entriesOf(incident.id)).toEqual([]);
  });

  it('goes on with a reason, which the log keeps together with what was missing', async () => {
    const incident = await arrangeIncident(commander);
    const reason = 'Agents first, rating later.';
    const moved = await changePhase(commander, { incidentRef: incident.id, phase: 'investigate', reason });
    expect(moved.phase).toBe('investigate');
    const [entry] = await entriesOf(incident.id);
    expect(entry).toMatchObject({
      kind: 'phase_changed',
      text: reason,
      data: {
        from: 'triage',
        to: 'investigate',
        gaps: expect.arrayContaining(['Nobody is commander.', 'No hold has been placed.']),
      },
    });
  });

  it('goes back without being asked why', async () => {
    const incident = await arrangeIncident(commander, { phase: 'remediate' });
    const moved = await changePhase(commander, { incidentRef: incident.id, phase: 'contain' });
    expect(moved.phase).toBe('contain');
  });

  it('changes nothing at the second click', async () => {
    const incident = await arrangeIncident(commander);
    const move = { incidentRef: incident.id, phase: 'contain', reason: 'Later.' } as const;
    await changePhase(commander, move);
    expect((await changePhase(commander, move)).phase).toBe('contain');
    expect(await entriesOf(incident.id)).toHaveLength(1);
  });

  it('lets only one of two who move it differently at once win', async () => {
    const incident = await arrangeIncident(commander, { phase: 'postmortem' });
    const results = await Promise.allSettled([
      changePhase(commander, { incidentRef: incident.id, phase: 'contain' }),
      changePhase(commander, { incidentRef: incident.id, phase: 'investigate' }),
    ]);
    const winners = results.filter(({ status }) => status === 'fulfilled').length;
    expect(await entriesOf(incident.id)).toHaveLength(winners);
  });

  it('is refused to a viewer and to a responder', async () => {
    const incident = await arrangeIncident(commander);
    for (const role of ['viewer', 'responder'] as const) {
      const context = testContext(db, { role });
      await expect(
        changePhase(context, { incidentRef: incident.id, phase: 'contain', reason: 'x' }),
      ).rejects.toMatchObject({ code: 'not_allowed' });
    }
    expect(await entriesOf(incident.id)).toEqual([]);
  });
});

describe('closing and reopening', () => {
  it('does not close while agents are held', async () => {
    const incident = await arrangeIncident(commander, { phase: 'postmortem' });
    await db.hold.create({
      data: {
        incidentId: incident.id,
        rung: 'agent',
        agentId: 'agt_1',
        reason: 'Deletes.',
        placedById: 'someone',
        placedByName: 'Someone',
        placedAt: new Date(),
      },
    });
    const close = { incidentRef: incident.id, phase: 'closed', reason: 'Enough.' } as const;
    await expect(changePhase(commander, close)).rejects.toMatchObject({
      code: 'conflict',
      details: { activeHoldCount: 1 },
    });
    expect(await db.incident.findUnique({ where: { id: incident.id } })).toMatchObject({
      phase: 'postmortem',
      closedAt: null,
    });
  });

  it('closes with no update due, and opens again with a reason', async () => {
    const incident = await arrangeIncident(commander, { phase: 'postmortem', updateDueAt: new Date() });
    const closed = await changePhase(commander, {
      incidentRef: incident.id,
      phase: 'closed',
      reason: 'Minor.',
    });
    expect(closed).toMatchObject({ phase: 'closed', updateDueAt: null, closedAt: expect.any(String) });

    await expect(
      changePhase(commander, { incidentRef: incident.id, phase: 'investigate' }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    const reopened = await changePhase(commander, {
      incidentRef: incident.id,
      phase: 'investigate',
      reason: 'It happened again.',
    });
    expect(reopened).toMatchObject({ phase: 'investigate', closedAt: null, updateDueAt: expect.any(String) });
    expect((await entriesOf(incident.id)).map(({ kind }) => kind)).toEqual([
      'incident_closed',
      'incident_reopened',
    ]);
  });
});
