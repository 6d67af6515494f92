import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '@/lib/auth/actor';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import type { Context } from '@/lib/context';
import type { Database } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { jobKey } from '@/lib/jobs/server/enqueue';
import { sweep } from '@/lib/jobs/server/sweep';
import { askReleaseInput } from '@/lib/release/release-schema';
import { advanceRelease } from '@/lib/release/server/advance-release';
import { askRelease } from '@/lib/release/server/ask-release';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { steerRelease } from '@/lib/release/server/steer-release';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const minuteMs = 60_000;

beforeAll(() => fleet.mirror());

const job = (): Context => ({ ...fleet.as('admin'), actor: systemActor('advance_release') });
const isPaused = async (agentId: string) => (await fleet.xem().showAgent(agentId)).isPaused;

/** An agent held by an incident of its own, and a watched release of it. */
async function released(agentId: string, watchMinutes = 5) {
  const incident = await arrangeIncident(fleet.as('responder'));
  const incidentRef = incidentRefOf(incident.number);
  const { holdId } = await placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' }),
    incidentRef,
  });
  await fleet.settle();
  await fleet.mirror();
  const { seen } = await readReleaseReview(fleet.as('viewer'), { incidentRef, holdId });
  const input = askReleaseInput.parse({
    reason: 'template fixed',
    withoutFixReason: 'the tool is switched off',
    watchMinutes,
    seen,
  });
  const { releaseId } = await askRelease(fleet.as('commander'), { ...input, incidentRef, holdId }, 'never');
  return { incident, incidentRef, holdId, releaseId };
}

const misbehave = (agentId: string) =>
  fleet.simulator().controls.invoke({
    agentId,
    workspaceId: 'ws_3b7e90d25c18',
    toolName: 'openstack_server_delete',
    slipsPastApproval: true,
    requestedBy: 'nightly-reclaim',
    arguments: { server: 'vm-9' },
  });

class Died extends Error {}

/** A database whose n-th transaction dies just before its commit, as if the process had been killed. */
function dyingAt(turn: number): Database {
  let count = 0;
  return new Proxy(db, {
    get(target, name, receiver) {
      if (name !== '$transaction') return Reflect.get(target, name, receiver);
      return (work: (tx: Database) => Promise<unknown>) =>
        target.$transaction(async (tx) => {
          const answer = await work(tx as Database);
          count += 1;
          if (count === turn) throw new Died();
          return answer;
        });
    },
  });
}

describe('a release', () => {
  it.each([1, 2, 3, 4])('comes to its end when a worker dies in step %i', async (turn) => {
    const agentId = 'agt_xem_fleet_01';
    const { incident, releaseId } = await released(agentId, 1);
    const dying = { ...job(), db: dyingAt(turn) };
    let isAlive = true;
    for (let round = 0; round < 12; round += 1) {
      await fleet.settle();
      const context = isAlive ? dying : job();
      await advanceRelease(context, releaseId).catch((error: unknown) => {
        if (!(error instanceof Died)) throw error;
        isAlive = false;
      });
      fleet.clock.advance(20_000);
      await fleet.mirror();
    }
    expect(await db.release.findUniqueOrThrow({ where: { id: releaseId } })).toMatchObject({ state: 'done' });
    const entries = await db.timelineEntry.findMany({ where: { incidentId: incident.id } });
    for (const kind of ['hold_released', 'release_stage_passed', 'release_finished']) {
      expect(entries.filter((entry) => entry.kind === kind)).toHaveLength(1);
    }
    expect(await isPaused(agentId)).toBe(false);
  });

  it('is held again once by workers on several replicas, and a person who presses at the same moment', async () => {
    const agentId = 'agt_xem_fleet_02';
    const { incident, incidentRef, releaseId } = await released(agentId);
    await fleet.settle();
    await advanceRelease(job(), releaseId);
    misbehave(agentId);
    fleet.clock.advance(5_000);
    await fleet.mirror();
    await Promise.allSettled([
      advanceRelease(job(), releaseId),
      advanceRelease(job(), releaseId),
      steerRelease(fleet.as('responder'), { incidentRef, releaseId, steering: 'hold_again' }),
      advanceRelease(job(), releaseId),
    ]);
    expect(await db.hold.count({ where: { afterReleaseId: releaseId } })).toBe(1);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
    const placed = await db.timelineEntry.count({ where: { incidentId: incident.id, kind: 'hold_placed' } });
    expect(placed).toBe(2);
  });

  it('has its recurrence carried out after a crash between the intent and the call', async () => {
    const agentId = 'agt_xem_fleet_04';
    const { releaseId } = await released(agentId);
    await fleet.settle();
    await advanceRelease(job(), releaseId);
    misbehave(agentId);
    fleet.clock.advance(5_000);
    await fleet.mirror();
    const dying = { ...job(), db: dyingAt(1) };
    await expect(advanceRelease(dying, releaseId)).rejects.toBeInstanceOf(Died);
    expect(await db.hold.count({ where: { afterReleaseId: releaseId } })).toBe(0);
    await advanceRelease(job(), releaseId);
    // The process ends here; what the sweep of another one finds is enough.
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await sweep(db);
    const scope = await db.agentScope.findFirstOrThrow({ where: { agentId, workspaceId: '' } });
    const jobs = await db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker._private_jobs`;
    expect(jobs.map(({ key }) => key)).toContain(jobKey('reconcile_scope', { scopeId: scope.id }));
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
  });

  it('is queued by the sweep while it is watched, and not when it has ended', async () => {
    const { incidentRef, releaseId } = await released('agt_e7b24190cf36');
    const keys = async () => {
      await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
      await sweep(db);
      const jobs = await db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker._private_jobs`;
      return jobs.map(({ key }) => key);
    };
    expect(await keys()).toContain(jobKey('advance_release', { releaseId }));
    await steerRelease(fleet.as('commander'), { incidentRef, releaseId, steering: 'cancel' });
    expect(await keys()).not.toContain(jobKey('advance_release', { releaseId }));
    fleet.clock.advance(minuteMs);
    expect(await advanceRelease(job(), releaseId)).toEqual({ againAfterMs: null });
  });
});
