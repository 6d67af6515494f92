import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { declareIncidentInput } from '@/lib/incidents/inputs';
import { declareIncident } from '@/lib/incidents/server/declare-incident';
import { readIncident } from '@/lib/incidents/server/read-incident';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const now = new Date('2026-11-22T14:04:05Z');
const responder = testContext(db, { role: 'responder', name: 'M. Krüger', clock: manualClock(now) });

const declare = (input: Record<string, unknown>, context = responder) =>
  declareIncident(context, declareIncidentInput.parse(input));

let executionId: string;
let agentId: string;
let chatId: string;
beforeEach(async () => {
  chatId = `c_${crypto.randomUUID()}`;
  agentId = `agt_${crypto.randomUUID()}`;
  ({ executionId } = await arrangeExecution(responder, {
    agentId,
    workspaceId: 'ws_billing',
    chatId,
    toolName: 'openstack_server_delete',
    risk: 'irreversible',
    arguments: { server: 'vm-204' },
    startedAt: new Date('2026-11-22T14:02:11Z'),
  }));
});

describe('declaring an incident', () => {
  it('needs nothing but a title', async () => {
    const { incident, alreadyOpen } = await declare({ title: 'Servers disappear' });
    expect(incident).toMatchObject({
      title: 'Servers disappear',
      severity: 'pending',
      phase: 'triage',
      startedAt: now.toISOString(),
      updateDueAt: '2026-11-22T15:04:05.000Z',
      commander: { userName: 'M. Krüger' },
    });
    expect(incident.incidentRef).toMatch(/^INC-\d+$/);
    expect(alreadyOpen).toEqual([]);
    const entries = await db.timelineEntry.findMany({ where: { incidentId: incident.incidentId } });
    expect(entries.map(({ kind, actorName, text }) => ({ kind, actorName, text }))).toEqual([
      { kind: 'incident_declared', actorName: 'M. Krüger', text: 'Servers disappear' },
    ]);
  });

  it('from an execution attaches its agent, workspace and chat, and begins when it began', async () => {
    const { incident } = await declare({
      title: 'Deletes without approval',
      severity: 'sev1',
      subjects: [{ kind: 'execution', subjectId: executionId }],
    });
    const detail = await readIncident(responder, { incidentRef: incident.incidentRef });
    expect(detail.startedAt).toBe('2026-11-22T14:02:11.000Z');
    expect(detail.timeToDetectMs).toBe(114_000);
    expect(new Set(detail.subjects.map(({ kind, subjectId }) => `${kind} ${subjectId}`))).toEqual(
      new Set([`execution ${executionId}`, `agent ${agentId}`, 'workspace ws_billing', `chat ${chatId}`]),
    );
    expect(detail.whatHappened).toMatchObject({
      executionId,
      target: 'vm-204',
      approval: 'missing',
      furtherCount: 0,
    });
    const entries = await db.timelineEntry.findMany({ where: { incidentId: incident.incidentId } });
    expect(entries).toMatchObject([
      { kind: 'incident_declared', data: { from: [{ kind: 'execution', subjectId: executionId }] } },
    ]);
  });

  it('takes an id that the mirror does not know yet', async () => {
    const { incident } = await declare({
      title: 'From a log line',
      subjects: [{ kind: 'execution', subjectId: 'exe_not_seen' }],
    });
    const detail = await readIncident(responder, { incidentRef: incident.incidentRef });
    expect(detail.subjects).toMatchObject([{ kind: 'execution', subjectId: 'exe_not_seen', name: null }]);
    expect(detail.whatHappened).toBeNull();
  });

  it('names an open incident about the same agent, but not one that shares only the workspace', async () => {
    const first = await declare({ title: 'First', subjects: [{ kind: 'agent', subjectId: agentId }] });
    const second = await declare({
      title: 'Second',
      subjects: [{ kind: 'execution', subjectId: executionId }],
    });
    expect(second.alreadyOpen).toEqual([
      { incidentRef: first.incident.incidentRef, title: 'First', severity: 'pending', phase: 'triage' },
    ]);
    const elsewhere = await declare({
      title: 'Third',
      subjects: [{ kind: 'workspace', subjectId: 'ws_billing' }],
    });
    expect(elsewhere.alreadyOpen).toEqual([]);
  });

  it('is refused for a start in the future', async () => {
    await expect(declare({ title: 'Tomorrow', startedAt: '2026-11-23T00:00:00Z' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('is refused to a viewer', async () => {
    const viewer = testContext(db, { role: 'viewer' });
    await expect(declare({ title: 'By a viewer' }, viewer)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await db.incident.count({ where: { title: 'By a viewer' } })).toBe(0);
  });

  it('gives no number to one that failed half-way', async () => {
    const before = await db.incident.count();
    const withoutLog = {
      ...responder,
      clock: { now: () => new Date(Number.NaN) },
    };
    await expect(declare({ title: 'Never' }, withoutLog)).rejects.toThrow();
    expect(await db.incident.count()).toBe(before);
  });
});

describe('what happened', () => {
  it('is the first call without approval, with the like ones after it', async () => {
    const call = {
      agentId,
      workspaceId: 'ws_billing',
      toolName: 'openstack_server_delete',
      risk: 'irreversible',
    };
    for (const [minute, second] of [
      ['02', 13],
      ['02', 16],
      ['02', 20],
      ['12', 30],
    ])
      await arrangeExecution(responder, {
        ...call,
        startedAt: new Date(`2026-11-22T14:${minute}:${second}Z`),
      });
    await arrangeExecution(responder, { ...call, toolName: 'openstack_server_list', risk: 'read' });
    const { incident } = await declare({
      title: 'A burst',
      subjects: [{ kind: 'execution', subjectId: executionId }],
    });
    const detail = await readIncident(responder, { incidentRef: incident.incidentId });
    expect(detail.whatHappened).toMatchObject({
      executionId,
      furtherCount: 3,
      furtherWithinMs: 9_000,
      totalCount: 5,
    });
  });
});
