import { describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { attachSubject } from '@/lib/incidents/server/attach-subject';
import { changeSeverity } from '@/lib/incidents/server/change-severity';
import { postUpdate } from '@/lib/incidents/server/post-update';
import { readIncident } from '@/lib/incidents/server/read-incident';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const clock = manualClock(new Date('2026-11-22T14:00:00Z'));
const commander = testContext(db, { role: 'commander', clock });
const viewer = testContext(db, { role: 'viewer', clock });

const entriesOf = (incidentId: string) =>
  db.timelineEntry.findMany({ where: { incidentId }, orderBy: { sequence: 'asc' } });

describe('rating an incident', () => {
  it('is written down, and the next update becomes due by the new severity', async () => {
    const incident = await arrangeIncident(commander);
    const rated = await changeSeverity(commander, { incidentRef: incident.id, severity: 'sev1' });
    expect(rated).toMatchObject({ severity: 'sev1', updateDueAt: '2026-11-22T14:20:00.000Z' });
    expect(await entriesOf(incident.id)).toMatchObject([
      { kind: 'severity_changed', data: { from: 'pending', to: 'sev1' } },
    ]);
  });

  it('changes nothing at the second click', async () => {
    const incident = await arrangeIncident(commander);
    const rate = { incidentRef: incident.id, severity: 'sev2' } as const;
    await changeSeverity(commander, rate);
    await changeSeverity(commander, rate);
    expect(await entriesOf(incident.id)).toHaveLength(1);
  });

  it('is refused to a viewer', async () => {
    const incident = await arrangeIncident(commander);
    await expect(
      changeSeverity(viewer, { incidentRef: incident.id, severity: 'sev1' }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('posting an update', () => {
  it('shows as the latest word, sets the hypothesis and the time the next one is due', async () => {
    const incident = await arrangeIncident(commander, { severity: 'sev2' });
    const hypothesis = 'The template lost its approval step.';
    const posted = await postUpdate(commander, {
      incidentRef: incident.id,
      text: 'Both agents held.',
      hypothesis,
    });
    expect(posted).toMatchObject({ hypothesis, updateDueAt: '2026-11-22T14:30:00.000Z' });
    const detail = await readIncident(commander, { incidentRef: incident.id });
    expect(detail.lastUpdate).toEqual({
      text: 'Both agents held.',
      authorName: commander.actor.name,
      postedAt: '2026-11-22T14:00:00.000Z',
    });
  });

  it('leaves the hypothesis when it says nothing about it, and takes it back when told to', async () => {
    const incident = await arrangeIncident(commander, { hypothesis: 'A leaked key.' });
    const ref = { incidentRef: incident.id };
    expect((await postUpdate(commander, { ...ref, text: 'No news.' })).hypothesis).toBe('A leaked key.');
    expect(
      (await postUpdate(commander, { ...ref, text: 'Not it.', hypothesis: null })).hypothesis,
    ).toBeNull();
  });

  it('is refused on a closed incident', async () => {
    const incident = await arrangeIncident(commander, { phase: 'closed' });
    await expect(
      postUpdate(commander, { incidentRef: incident.id, text: 'One more thing.' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await entriesOf(incident.id)).toEqual([]);
  });

  it('is refused to a viewer', async () => {
    const incident = await arrangeIncident(commander);
    await expect(postUpdate(viewer, { incidentRef: incident.id, text: 'Hello' })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});

describe('attaching something', () => {
  it('moves the start of the incident back to an execution that began earlier', async () => {
    const incident = await arrangeIncident(commander);
    const { executionId } = await arrangeExecution(commander, {
      startedAt: new Date('2026-11-22T13:50:00Z'),
    });
    await attachSubject(commander, { incidentRef: incident.id, kind: 'execution', subjectId: executionId });
    const detail = await readIncident(commander, { incidentRef: incident.id });
    expect(detail.startedAt).toBe('2026-11-22T13:50:00.000Z');
    expect(detail.subjects).toMatchObject([{ kind: 'execution', subjectId: executionId }]);
  });

  it('leaves the start alone for one that began later', async () => {
    const incident = await arrangeIncident(commander);
    const { executionId } = await arrangeExecution(commander, {
      startedAt: new Date('2026-11-22T14:10:00Z'),
    });
    await attachSubject(commander, { incidentRef: incident.id, kind: 'execution', subjectId: executionId });
    const detail = await readIncident(commander, { incidentRef: incident.id });
    expect(detail.startedAt).toBe('2026-11-22T14:00:00.000Z');
  });

  it('changes nothing at the second click', async () => {
    const incident = await arrangeIncident(commander);
    const attach = { incidentRef: incident.id, kind: 'agent', subjectId: 'agt_1' } as const;
    const first = await attachSubject(commander, attach);
    expect(await attachSubject(commander, attach)).toEqual(first);
    expect(await entriesOf(incident.id)).toHaveLength(1);
  });

  it('is refused to a viewer, and on a closed incident', async () => {
    const attach = { kind: 'agent', subjectId: 'agt_1' } as const;
    const open = await arrangeIncident(commander);
    await expect(attachSubject(viewer, { incidentRef: open.id, ...attach })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    const closed = await arrangeIncident(commander, { phase: 'closed' });
    await expect(attachSubject(commander, { incidentRef: closed.id, ...attach })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
