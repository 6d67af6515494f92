import { beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { recordStepInput, remediationStepSchema } from '@/lib/remediation/remediation-schema';
import { readRemediation } from '@/lib/remediation/server/read-remediation';
import { recordStep } from '@/lib/remediation/server/record-step';
import { updateStep } from '@/lib/remediation/server/update-step';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const context = testContext(db, { role: 'responder', name: 'Okafor' });
const viewer = testContext(db, { role: 'viewer' });

let incident: Incident;
let incidentRef: string;
const given = (overrides: object = {}) => ({
  ...recordStepInput.parse({
    rung: 'rotate_credentials',
    what: 'Revoke the key',
    why: 'It leaked',
    ...overrides,
  }),
  incidentRef,
});
const entries = () =>
  db.timelineEntry.findMany({ where: { incidentId: incident.id }, orderBy: { sequence: 'asc' } });

beforeEach(async () => {
  incident = await arrangeIncident(context);
  incidentRef = incidentRefOf(incident.number);
});

describe('recording a remediation step', () => {
  it('keeps it and says in the log who did what and why', async () => {
    const step = await recordStep(context, given());
    expect((await readRemediation(viewer, { incidentRef })).steps).toEqual([step]);
    expect(await entries()).toMatchObject([
      {
        kind: 'remediation_recorded',
        actorName: 'Okafor',
        text: 'Rotate credentials: Revoke the key',
        data: { stepId: step.stepId, why: 'It leaked', status: 'planned' },
      },
    ]);
  });

  it('asks for the result of a step that is over', async () => {
    expect(() => given({ status: 'done' })).toThrow('say what came of it');
    const { stepId } = await recordStep(context, given());
    await expect(updateStep(context, { incidentRef, stepId, status: 'failed' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { errors: [{ field: 'result', message: 'say what went wrong' }] },
    });
    expect(await entries()).toHaveLength(1);
  });

  it('works for many people at once', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => recordStep(context, given({ what: `Step ${n}` }))),
    );
    expect((await entries()).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 12 }, (_, n) => n + 1),
    );
  });

  it('is refused to a viewer', async () => {
    await expect(recordStep(viewer, given())).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('saying how a step went', () => {
  it('changes it, and the log keeps what stood before', async () => {
    const { stepId } = await recordStep(context, given());
    const step = await updateStep(context, {
      incidentRef,
      stepId,
      status: 'done',
      result: 'Revoked at 14:20',
    });
    expect(step).toMatchObject({ status: 'done', result: 'Revoked at 14:20', what: 'Revoke the key' });
    expect((await entries()).at(-1)).toMatchObject({
      text: 'Rotate credentials, done: Revoked at 14:20',
      data: { before: { status: 'planned', result: null } },
    });
  });

  it('writes nothing at the second click', async () => {
    const { stepId } = await recordStep(context, given());
    const answer = { incidentRef, stepId, status: 'failed', result: 'The key was gone' } as const;
    const first = await updateStep(context, answer);
    expect(await updateStep(context, answer)).toEqual(first);
    expect(await entries()).toHaveLength(2);
  });

  it('of two people at once shows both in the log', async () => {
    const { stepId } = await recordStep(context, given());
    await Promise.all([
      updateStep(context, { incidentRef, stepId, status: 'done', result: 'one' }),
      updateStep(testContext(db, { name: 'Li' }), { incidentRef, stepId, status: 'failed', result: 'two' }),
    ]);
    const [, first, second] = await entries();
    const { result } = remediationStepSchema.parse(first?.data);
    expect(second?.data).toMatchObject({ before: { result } });
  });

  it('finds no step of another incident', async () => {
    const { stepId } = await recordStep(context, given());
    const other = await arrangeIncident(context);
    await expect(
      updateStep(context, { incidentRef: other.id, stepId, status: 'not_needed' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused to a viewer', async () => {
    const { stepId } = await recordStep(context, given());
    await expect(updateStep(viewer, { incidentRef, stepId, status: 'not_needed' })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});

describe('the ladder of an incident', () => {
  it('names its agents, chats and workspaces in the commands', async () => {
    const now = context.clock.now();
    const attached = { attachedById: 'x', attachedByName: 'x', attachedAt: now, incidentId: incident.id };
    await db.incidentSubject.createMany({
      data: [
        { ...attached, kind: 'agent', subjectId: 'agt_1' },
        { ...attached, kind: 'execution', subjectId: 'exe_1' },
      ],
    });
    await db.execution.create({
      data: {
        executionId: 'exe_1',
        agentId: 'agt_2',
        chatId: 'chat_1',
        workspaceId: 'ws_1',
        status: 'completed',
        raw: {},
        occurredAt: now,
        firstSeenAt: now,
        observedAt: now,
      },
    });
    const { ladder } = await readRemediation(viewer, { incidentRef });
    const commands = ladder.flatMap((rung) => rung.commands.map(({ command }) => command));
    expect(ladder.map(({ rung }) => rung)[0]).toBe('inspect_branch');
    expect(commands).toContain('xeroctl chats branches list chat_1');
    expect(commands).toContain(`xeroctl agents curve-rotate agt_2 --reason ${incidentRef}`);
    expect(commands).toContain('xeroctl agents revoke-credentials agt_1');
  });
});
