import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { releaseHold } from '@/lib/containment/server/release-hold';
import type { Incident } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);

beforeAll(() => fleet.mirror());

async function hold(agentId: string): Promise<{ incident: Incident; release(): Promise<unknown> }> {
  const incident = await arrangeIncident(fleet.as('responder'));
  const incidentRef = incidentRefOf(incident.number);
  const input = placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' });
  const { holdId } = await placeHold(fleet.as('responder'), { ...input, incidentRef });
  const release = () =>
    releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'the cause is fixed' });
  return { incident, release };
}

/** One run of the scope's job, in which XEM takes the resume and answers too late, or not at all. */
async function loseResume(agentId: string): Promise<void> {
  const lost: Xem = {
    ...fleet.xem(),
    resumeExec: async () => {
      throw new AppError('xem_unreachable', 'no answer in time');
    },
  };
  const { id } = await db.agentScope.findFirstOrThrow({ where: { agentId } });
  await reconcileScope(fleet.as('admin', { xem: lost }), id);
}

/** Released with a resume of which nobody knows what became, and held again. */
async function holdAgain(agentId: string): Promise<Incident> {
  const first = await hold(agentId);
  await fleet.settle();
  await first.release();
  await loseResume(agentId);
  const { incident } = await hold(agentId);
  await fleet.settle();
  await observe();
  fleet.clock.advance(5_000);
  return incident;
}

async function observe(): Promise<void> {
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
}

/** The agent is found running: the old resume lands, or somebody resumes it; XEM shows no difference. */
async function landResume(agentId: string): Promise<void> {
  await fleet.xem().resumeExec(agentId, {});
  await observe();
}

const isPaused = async (agentId: string) => (await fleet.xem().showAgent(agentId)).isPaused;

const read = (incident: Incident) =>
  readContainment(fleet.as('viewer'), { incidentRef: incidentRefOf(incident.number) });

const entriesOf = (incident: Incident, kind: string) =>
  db.timelineEntry.findMany({ where: { incidentId: incident.id, kind } });

const driftsOf = (incident: Incident) =>
  db.notification.findMany({ where: { incidentId: incident.id, kind: 'drift' } });

describe('a resume of ours whose answer was lost', () => {
  it('is undone where it lands inside a later stop, and laid to nobody', async () => {
    const agentId = 'agt_xem_fleet_01';
    const incident = await holdAgain(agentId);
    const startedAt = fleet.clock.now();
    await arrangeExecution(fleet.as('admin'), { agentId, status: 'completed', startedAt });
    await landResume(agentId);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'observed' }]);
    expect(await entriesOf(incident, 'scope_drifted')).toEqual([]);
    expect(await entriesOf(incident, 'scope_retried')).toMatchObject([
      { text: expect.stringContaining('An earlier resume by Holdfast') },
    ]);
    expect(await driftsOf(incident)).toEqual([]);
    expect((await read(incident)).lateCalls).toMatchObject([{ reason: 'late_resume' }]);
  });

  it('explains one resume, and the next is left to a person', async () => {
    const agentId = 'agt_xem_fleet_02';
    const incident = await holdAgain(agentId);
    await landResume(agentId);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
    fleet.clock.advance(5_000);
    await landResume(agentId);
    await fleet.settle();
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'drifted' }]);
    expect(await isPaused(agentId)).toBe(false);
    expect(await driftsOf(incident)).toHaveLength(1);
  });

  it('explains nothing that comes long after it', async () => {
    const agentId = 'agt_xem_fleet_03';
    const incident = await holdAgain(agentId);
    fleet.clock.advance(10 * 60_000);
    await landResume(agentId);
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'drifted' }]);
  });

  it('explains nothing where the resume was seen to have landed before', async () => {
    const agentId = 'agt_xem_fleet_04';
    const first = await hold(agentId);
    await fleet.settle();
    await first.release();
    await fleet.settle();
    const { incident } = await hold(agentId);
    await fleet.settle();
    await observe();
    fleet.clock.advance(5_000);
    await landResume(agentId);
    expect((await read(incident)).scopes).toMatchObject([{ progress: 'drifted' }]);
  });
});
