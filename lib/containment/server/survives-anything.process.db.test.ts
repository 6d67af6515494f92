import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { databaseFailure } from '@/lib/db/database-failure';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { type ContainmentWorld, startContainmentWorld } from '@/lib/testing/containment-world';
import { findContradictions } from '@/lib/testing/find-contradictions';
import type { Arrival } from '@/lib/testing/watched-router';

/** Trouble of every kind in an order that chance has chosen, the same for the same seed; then calm. */

const agentIds = ['agt_xem_fleet_01', 'agt_xem_fleet_02', 'agt_xem_fleet_03', 'agt_xem_lab_01'];
const seeds = [20261122, 7];

let world: ContainmentWorld;
const incidentRefs: string[] = [];
beforeAll(async () => {
  world = await startContainmentWorld();
  world.startWorkers(2);
  for (let count = 0; count < 2; count += 1) {
    incidentRefs.push(incidentRefOf((await arrangeIncident(world.as('responder'))).number));
  }
}, 60_000);
afterAll(() => world.close(), 60_000);

const fates = {
  swallowed: () => new Promise<Response>(() => undefined),
  carriedOutUnanswered: async ({ apply }) => {
    await apply();
    return new Promise(() => undefined);
  },
  acceptedOnly: async () => Response.json({}),
  broken: async () => new Response('boom', { status: 500 }),
  brokenAfterwards: async ({ apply }) => {
    await apply();
    return new Response('boom', { status: 502 });
  },
  limited: async () => new Response('slow down', { status: 429, headers: { 'Retry-After': '1' } }),
} satisfies Record<string, (arrival: Arrival) => Promise<Response>>;

type Trouble =
  | { what: 'place' | 'release'; agentId: string; incident: number }
  | { what: 'fate'; agentId: string; fate: keyof typeof fates }
  | { what: 'kill' | 'crash' }
  | { what: 'time'; milliseconds: number };

const agentId = fc.constantFrom(...agentIds);
const troubles: fc.Arbitrary<Trouble[]> = fc.array(
  fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({ what: fc.constantFrom('place', 'release'), agentId, incident: fc.nat(1) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        what: fc.constant('fate'),
        agentId,
        fate: fc.constantFrom(...(Object.keys(fates) as (keyof typeof fates)[])),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('kill', 'crash') }) },
    {
      weight: 5,
      arbitrary: fc.record({ what: fc.constant('time'), milliseconds: fc.integer({ min: 20, max: 400 }) }),
    },
  ),
  { minLength: 40, maxLength: 60, size: 'max' },
);

it.each(seeds)(
  'ends as desired after any trouble, seed %i',
  async (seed) => {
    const [events = []] = fc.sample(troubles, { seed, numRuns: 1 });
    for (const event of events) await happen(event);
    world.router.calm();
    await vi.waitFor(
      async () => {
        const scopes = await world.db.agentScope.findMany({
          where: { OR: [{ progress: { not: 'observed' } }, { busyUntil: { not: null } }] },
        });
        expect(scopes).toEqual([]);
      },
      { timeout: 60_000, interval: 200 },
    );
    expect(world.deaths()).toEqual([]);
    expect(await findContradictions(world.db, world.router)).toEqual([]);
  },
  90_000,
);

async function happen(event: Trouble): Promise<void> {
  switch (event.what) {
    case 'place':
      return persistently(async () => {
        await world.hold(event.agentId, incidentRefs[event.incident]);
      });
    case 'release':
      return persistently(() => release(event.agentId));
    case 'fate':
      return world.router.meddle(event.agentId, fates[event.fate]);
    case 'kill':
      await world.killWorkers(1);
      return world.startWorkers(1);
    case 'crash':
      return world.postgres.crashAndRestart();
    case 'time':
      // Not to wait for something, but to let chance decide what has come about by then.
      await delay(event.milliseconds);
  }
}

async function release(agentId: string): Promise<void> {
  const target = await world.db.holdTarget.findFirst({
    where: { releasedAt: null, scope: { agentId } },
    include: { hold: { include: { incident: true } } },
  });
  if (!target) return;
  const incidentRef = incidentRefOf(target.hold.incident.number);
  await world.release({ incidentRef, holdId: target.holdId });
}

/** A person presses again when the database was away. */
async function persistently(press: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await press();
    } catch (error) {
      if (databaseFailure(error)?.code !== 'unavailable') throw error;
    }
  }
}
