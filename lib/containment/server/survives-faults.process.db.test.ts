import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { retryHold } from '@/lib/containment/server/retry-hold';
import { connectDatabase } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { sweep } from '@/lib/jobs/server/sweep';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { type ContainmentWorld, startContainmentWorld } from '@/lib/testing/containment-world';
import { findContradictions } from '@/lib/testing/find-contradictions';
import type { Arrival } from '@/lib/testing/watched-router';

/** Real processes that are killed, a database that crashes and a router that lies; the claims are about the end. */

const patience = { timeout: 60_000, interval: 100 };
// A claim of a dead worker stands for 20 s, and a busy machine is slow.
vi.setConfig({ testTimeout: 90_000 });

let world: ContainmentWorld;
beforeAll(async () => {
  world = await startContainmentWorld();
}, 60_000);
afterAll(() => world.close(), 60_000);

/** Before the first test too, where expect.poll has no place. */
const eventually = (claim: () => Promise<void>) => vi.waitFor(claim, patience);

const settled = (agentId: string, desired: 'paused' | 'running') =>
  eventually(async () => {
    const scope = await world.scopeOf(agentId);
    expect(scope).toMatchObject({ desired, progress: 'observed', busyUntil: null });
  });

const reached = (agentId: string, progress: string) =>
  eventually(async () => expect((await world.scopeOf(agentId))?.progress).toBe(progress));

const callsOf = (agentId: string) => world.router.writes.filter((write) => write.includes(agentId)).length;
const effectsOn = (agentId: string) =>
  world.router.effects.filter((effect) => effect.agentId === agentId).map(({ verb }) => verb);

/** The next write about this agent gets no answer; settles when it has come in. */
function swallow(agentId: string, meanwhile: (arrival: Arrival) => Promise<unknown> = async () => {}) {
  const { promise, resolve } = Promise.withResolvers<void>();
  world.router.meddle(agentId, async (arrival) => {
    await meanwhile(arrival);
    resolve();
    return new Promise(() => undefined);
  });
  return promise;
}

describe('workers that are killed', () => {
  const agents = {
    waiting: 'agt_9a03f5c871d2',
    taken: 'agt_xem_fleet_01',
    asked: 'agt_xem_fleet_02',
    carriedOut: 'agt_xem_fleet_03',
    answered: 'agt_xem_fleet_04',
    releasing: 'agt_4c1d7e02ab90',
  };

  beforeAll(async () => {
    world.startWorkers(1);
    const released = await world.hold(agents.releasing);
    await settled(agents.releasing, 'paused');
    await world.killWorkers();

    for (const agentId of [agents.waiting, agents.taken, agents.asked, agents.carriedOut, agents.answered]) {
      await world.hold(agentId);
    }
    await world.release(released);
    const unlocks = [await world.lockScope(agents.taken)];
    const arrived = [
      swallow(agents.asked),
      swallow(agents.carriedOut, ({ apply }) => apply()),
      swallow(agents.releasing),
      new Promise<void>((resolve) => {
        world.router.meddle(agents.answered, async ({ apply }) => {
          const response = await apply();
          unlocks.push(await world.lockScope(agents.answered));
          resolve();
          return response;
        });
      }),
    ];
    world.startWorkers(2);
    await Promise.all(arrived);
    // One worker can't say that it is about to call, another can't say what it was answered.
    await eventually(async () => expect(await world.countBlocked()).toBeGreaterThanOrEqual(2));
    await world.killWorkers();
    for (const unlock of unlocks) await unlock();
    world.startWorkers(2);
  }, 120_000);

  it.concurrent('before anybody took the job', async () => {
    await settled(agents.waiting, 'paused');
  });

  it.concurrent('between intent and call', async () => {
    await settled(agents.taken, 'paused');
    expect(effectsOn(agents.taken)).toEqual(['pause']);
  });

  it.concurrent('between call and answer, where XEM had done nothing', async () => {
    await settled(agents.asked, 'paused');
    expect(effectsOn(agents.asked)).toEqual(['pause']);
  });

  it.concurrent('between call and answer, where XEM had carried it out', async () => {
    await settled(agents.carriedOut, 'paused');
    expect(callsOf(agents.carriedOut)).toBe(1);
  });

  it.concurrent('between answer and commit', async () => {
    await settled(agents.answered, 'paused');
    expect(callsOf(agents.answered)).toBe(1);
  });

  it.concurrent('during a release', async () => {
    await settled(agents.releasing, 'running');
    expect(effectsOn(agents.releasing)).toEqual(['pause', 'resume']);
  });

  it.concurrent('and one that lives, but waits long for XEM: nobody takes its job away', async () => {
    const agentId = 'agt_xem_lab_02';
    const gate = Promise.withResolvers<void>();
    const { promise: arrived, resolve } = Promise.withResolvers<void>();
    world.router.meddle(agentId, async ({ apply }) => {
      resolve();
      await gate.promise;
      return apply();
    });
    const placed = await world.hold(agentId);
    await arrived;
    await sweep(world.db);
    expect(await world.isJobTaken(agentId)).toBe(true);
    gate.resolve();
    await settled(agentId, 'paused');
    await world.release(placed);
    await settled(agentId, 'running');
    expect(effectsOn(agentId)).toEqual(['pause', 'resume']);
  });

  it.concurrent('and two people who press at once, on two replicas', async () => {
    const agentId = 'agt_e7b24190cf36';
    const other = connectDatabase(world.postgres.url);
    const incident = await arrangeIncident(world.as('responder'));
    const incidentRef = incidentRefOf(incident.number);
    const [one, two, elsewhere] = await Promise.all([
      world.hold(agentId, incidentRef),
      world.hold(agentId, incidentRef),
      world.hold(agentId),
    ]);
    await other.$disconnect();
    expect(two.holdId).toBe(one.holdId);
    await settled(agentId, 'paused');
    await world.release(one);
    await settled(agentId, 'paused');
    expect(effectsOn(agentId)).toEqual(['pause']);
    await world.release(elsewhere);
    await settled(agentId, 'running');
  });

  it.concurrent('and a router that accepts and does nothing', async () => {
    const agentId = 'agt_0d86b1f3a95e';
    world.router.meddle(agentId, async () => Response.json({ id: agentId }));
    await world.hold(agentId);
    await reached(agentId, 'accepted');
    await settled(agentId, 'paused');
    expect(callsOf(agentId)).toBe(2);
  });

  it.concurrent('and a router that carries out what it never answered, after the time-out', async () => {
    const agentId = 'agt_62fa8c0d4b17';
    world.router.meddle(agentId, ({ signal, apply }) => {
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(apply())));
    });
    await world.hold(agentId);
    await reached(agentId, 'unreachable');
    await settled(agentId, 'paused');
    // Looked at before it was asked again, or asked again before it was carried out: one of each at most.
    expect(callsOf(agentId)).toBeLessThanOrEqual(2);
  });

  it.concurrent('and a pause that is undone by itself: said, and restored when a person says so', async () => {
    const agentId = 'agt_xem_lab_01';
    const placed = await world.hold(agentId);
    await settled(agentId, 'paused');
    world.router.flap(agentId);
    await reached(agentId, 'drifted');
    await retryHold(world.as('responder'), placed);
    await settled(agentId, 'paused');
    expect(effectsOn(agentId)).toEqual(['pause', 'resume', 'pause']);
  });
});

describe('outages', () => {
  it('of XEM: the hold stands, says so, and is carried out when XEM is back', async () => {
    const agentId = 'agt_xem_lab_02';
    world.router.setAway(true);
    await world.hold(agentId);
    await reached(agentId, 'unreachable');
    expect(await world.scopeOf(agentId)).toMatchObject({ desired: 'paused', errorCode: 'xem_unreachable' });
    world.router.setAway(false);
    await settled(agentId, 'paused');
  });

  it('of the database, while answers are on their way', async () => {
    const agentIds = ['agt_b5390e7ad4c8', 'agt_xem_fleet_01', 'agt_9a03f5c871d2'];
    const gate = Promise.withResolvers<void>();
    const arrived = agentIds.map(
      (agentId) =>
        new Promise<void>((resolve) => {
          world.router.meddle(agentId, async ({ apply }) => {
            resolve();
            await gate.promise;
            return apply();
          });
        }),
    );
    const [fresh = '', ...held] = agentIds;
    await world.hold(fresh);
    for (const agentId of held) {
      const target = await world.db.holdTarget.findFirstOrThrow({
        where: { releasedAt: null, scope: { agentId } },
        include: { hold: { include: { incident: true } } },
      });
      await world.release({ incidentRef: incidentRefOf(target.hold.incident.number), holdId: target.holdId });
    }
    await Promise.all(arrived);
    const back = world.postgres.crashAndRestart();
    gate.resolve();
    await back;
    await settled(fresh, 'paused');
    for (const agentId of held) await settled(agentId, 'running');
  });
});

it('leaves nothing unlike what is wanted, and nothing untold', async () => {
  expect(world.deaths()).toEqual([]);
  expect(await findContradictions(world.db, world.router)).toEqual([]);
});
