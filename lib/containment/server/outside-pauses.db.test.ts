import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { adoptPause } from '@/lib/containment/server/adopt-pause';
import { dismissPause } from '@/lib/containment/server/dismiss-pause';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { readOutsidePauses } from '@/lib/containment/server/read-outside-pauses';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { restorePause } from '@/lib/containment/server/restore-pause';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const reason = 'seen in the console of XEM';

beforeAll(() => fleet.mirror());

const observe = async () => {
  fleet.clock.advance(2_000);
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
};

const standing = async (agentId: string) =>
  (await readOutsidePauses(fleet.as('viewer'), { limit: 50, agentId })).data;

/** Somebody pauses it in XEM's own console. */
async function pausedOutside(agentId: string, workspaceId?: string): Promise<string> {
  await fleet.xem().pauseExec(agentId, workspaceId === undefined ? {} : { workspaceId });
  await observe();
  await observe();
  const [pause] = await standing(agentId);
  if (!pause) throw new Error('the pause was not noticed');
  return pause.pauseId;
}

/** A commander wants it resumed, and XEM refuses. */
async function refusedToResume(agentId: string): Promise<string> {
  const pauseId = await pausedOutside(agentId);
  await restorePause(fleet.as('commander'), { pauseId, reason });
  const xem: Xem = {
    ...fleet.xem(),
    resumeExec: async () => {
      throw new AppError('xem_rejected', 'the key may not');
    },
  };
  const { id } = await db.agentScope.findFirstOrThrow({ where: { agentId } });
  await reconcileScope(fleet.as('admin', { xem }), id);
  return pauseId;
}

const isPaused = async (agentId: string) => (await fleet.xem().showAgent(agentId)).isPaused;

describe('a pause that no hold explains', () => {
  it('is noticed once, for any agent, and ends when somebody resumes it there', async () => {
    const agentId = 'agt_xem_fleet_01';
    const about = await arrangeIncident(fleet.as('responder'));
    const attached = { attachedById: 'x', attachedByName: 'X', attachedAt: fleet.clock.now() };
    await db.incidentSubject.create({
      data: { incidentId: about.id, kind: 'agent', subjectId: agentId, ...attached },
    });
    await pausedOutside(agentId);
    expect(await standing(agentId)).toMatchObject([
      { kind: 'outside', agentName: 'xem-fleet-01', workspaceId: null, decision: null },
    ]);
    const entries = await db.timelineEntry.findMany({ where: { incidentId: about.id } });
    expect(entries).toMatchObject([{ kind: 'pause_found' }]);
    expect(await db.notification.count({ where: { kind: 'paused_outside', subjectId: agentId } })).toBe(1);
    await fleet.xem().resumeExec(agentId, {});
    await observe();
    expect(await standing(agentId)).toEqual([]);
  });

  it('is told for one workspace of an agent', async () => {
    const agentId = 'agt_xem_fleet_02';
    await pausedOutside(agentId, 'ws_8f2c1a04b9e7');
    expect(await standing(agentId)).toMatchObject([
      { workspaceId: 'ws_8f2c1a04b9e7', workspaceName: 'kubernetes-prod' },
    ]);
  });

  it('is no news where an incident holds the agent', async () => {
    const agentId = 'agt_xem_fleet_03';
    const { number } = await arrangeIncident(fleet.as('responder'));
    await placeHold(fleet.as('responder'), {
      ...placeHoldInput.parse({ rung: 'agent', agentId, reason }),
      incidentRef: incidentRefOf(number),
    });
    await fleet.settle();
    await observe();
    expect(await standing(agentId)).toEqual([]);
  });

  it('is told to the incident that held its agent once, and not to another', async () => {
    const agentId = 'agt_b5390e7ad4c8';
    const of = async (number: number) => {
      const input = { limit: 50, incidentRef: incidentRefOf(number) };
      return (await readOutsidePauses(fleet.as('viewer'), input)).data.map((pause) => pause.agentId);
    };
    const held = await arrangeIncident(fleet.as('responder'));
    const other = await arrangeIncident(fleet.as('responder'));
    const hold = await placeHold(fleet.as('responder'), {
      ...placeHoldInput.parse({ rung: 'agent', agentId, reason }),
      incidentRef: incidentRefOf(held.number),
    });
    await fleet.settle();
    await releaseHold(fleet.as('commander'), { ...hold, reason });
    await fleet.settle();
    await observe();
    await pausedOutside(agentId);
    expect(await of(held.number)).toEqual([agentId]);
    expect(await of(other.number)).toEqual([]);
  });

  it('is adopted without a gap: XEM is looked at and not asked', async () => {
    const agentId = 'agt_xem_fleet_04';
    const pauseId = await pausedOutside(agentId);
    const { number } = await arrangeIncident(fleet.as('responder'));
    const incidentRef = incidentRefOf(number);
    await expect(adoptPause(fleet.as('viewer'), { pauseId, incidentRef, reason })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await adoptPause(fleet.as('responder'), { pauseId, incidentRef, reason });
    await expect(adoptPause(fleet.as('responder'), { pauseId, incidentRef, reason })).rejects.toMatchObject({
      code: 'conflict',
    });
    let askedCount = 0;
    const xem: Xem = {
      ...fleet.xem(),
      pauseExec: (...call) => {
        askedCount += 1;
        return fleet.xem().pauseExec(...call);
      },
    };
    await fleet.settle(fleet.as('admin', { xem }));
    expect(askedCount).toBe(0);
    const { scopes } = await readContainment(fleet.as('viewer'), { incidentRef });
    expect(scopes).toMatchObject([{ agentId, isHeld: true, progress: 'observed' }]);
    await observe();
    expect(await standing(agentId)).toEqual([]);
    expect(await db.auditEntry.count({ where: { action: 'pause_adopted', subjectId: agentId } })).toBe(1);
  });

  it('is asked for at XEM when it was lifted before the adoption looked', async () => {
    const agentId = 'agt_xem_lab_01';
    const pauseId = await pausedOutside(agentId);
    await fleet.xem().resumeExec(agentId, {});
    const { number } = await arrangeIncident(fleet.as('responder'));
    await adoptPause(fleet.as('responder'), { pauseId, incidentRef: incidentRefOf(number), reason });
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
  });

  it('is restored by a commander, and told again when XEM pauses it once more', async () => {
    const agentId = 'agt_xem_lab_02';
    const pauseId = await pausedOutside(agentId);
    await expect(restorePause(fleet.as('responder'), { pauseId, reason })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    const restored = await restorePause(fleet.as('commander'), { pauseId, reason });
    expect(restored).toMatchObject({ decision: 'restore', resuming: { progress: 'requested' } });
    await restorePause(fleet.as('commander'), { pauseId, reason });
    expect(await db.auditEntry.count({ where: { action: 'pause_restored', subjectId: agentId } })).toBe(1);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(false);
    await fleet.xem().pauseExec(agentId, {});
    await observe();
    expect(await standing(agentId)).toMatchObject([{ pauseId, kind: 'left_over', decision: null }]);
    await restorePause(fleet.as('commander'), { pauseId, reason });
    await fleet.settle();
    await observe();
    expect(await standing(agentId)).toEqual([]);
  });

  it('may be left as wanted, once, and stays in sight', async () => {
    const agentId = 'agt_9a03f5c871d2';
    const pauseId = await pausedOutside(agentId);
    await expect(dismissPause(fleet.as('viewer'), { pauseId, reason })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await dismissPause(fleet.as('responder'), { pauseId, reason });
    await dismissPause(fleet.as('responder'), { pauseId, reason: 'again' });
    await observe();
    expect(await standing(agentId)).toMatchObject([{ decision: 'wanted', reason }]);
    expect(await db.notification.count({ where: { subjectId: agentId } })).toBeLessThanOrEqual(1);
  });

  it('cannot be left as wanted while XEM is being asked to resume it', async () => {
    const agentId = 'agt_e7b24190cf36';
    const pauseId = await pausedOutside(agentId);
    await restorePause(fleet.as('commander'), { pauseId, reason });
    await expect(dismissPause(fleet.as('responder'), { pauseId, reason })).rejects.toMatchObject({
      code: 'conflict',
    });
    await fleet.settle();
    await expect(dismissPause(fleet.as('responder'), { pauseId, reason })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await isPaused(agentId)).toBe(false);
    await observe();
    expect(await standing(agentId)).toEqual([]);
  });

  it('is left as wanted where XEM refused the resume, and is asked for no more', async () => {
    const agentId = 'agt_4c1d7e02ab90';
    const pauseId = await refusedToResume(agentId);
    const [refused] = await standing(agentId);
    expect(refused?.resuming).toMatchObject({ progress: 'rejected' });
    await dismissPause(fleet.as('responder'), { pauseId, reason: 'then it shall stay so' });
    await fleet.settle();
    await observe();
    expect(await isPaused(agentId)).toBe(true);
    expect(await standing(agentId)).toMatchObject([{ decision: 'wanted', resuming: null }]);
    expect(await db.agentScope.findFirst({ where: { agentId } })).toMatchObject({
      desired: 'running',
      progress: 'observed',
      observedAt: null,
      errorCode: null,
    });
    expect(await db.auditEntry.count({ where: { action: 'pause_left_as_wanted', subjectId: agentId } })).toBe(
      1,
    );
  });

  it('is asked for at once where a person tries again after a refusal', async () => {
    const agentId = 'agt_62fa8c0d4b17';
    const pauseId = await refusedToResume(agentId);
    const again = await restorePause(fleet.as('commander'), { pauseId, reason: 'the key is widened' });
    expect(again).toMatchObject({ reason: 'the key is widened', resuming: { progress: 'requested' } });
    await restorePause(fleet.as('commander'), { pauseId, reason: 'the second click' });
    expect(await db.auditEntry.count({ where: { action: 'pause_restored', subjectId: agentId } })).toBe(2);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(false);
  });

  it('that lands after a release is shown as left over, with the incident that released it', async () => {
    const agentId = 'agt_0d86b1f3a95e';
    const { number } = await arrangeIncident(fleet.as('responder'));
    const incidentRef = incidentRefOf(number);
    const { holdId } = await placeHold(fleet.as('responder'), {
      ...placeHoldInput.parse({ rung: 'agent', agentId, reason }),
      incidentRef,
    });
    await fleet.settle();
    await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason });
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(false);
    // A pause that XEM had accepted takes hold only now.
    await fleet.xem().pauseExec(agentId, {});
    await observe();
    expect(await standing(agentId)).toMatchObject([{ kind: 'left_over', incidentRef }]);
    expect(await db.notification.count({ where: { kind: 'left_over' } })).toBeGreaterThan(0);
  });
});
