import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { restorePause } from '@/lib/containment/server/restore-pause';
import { retryHold } from '@/lib/containment/server/retry-hold';
import { withdrawHold } from '@/lib/containment/server/withdraw-hold';
import type { Incident } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

const agentId = 'agt_b5390e7ad4c8';
const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const incidents: Incident[] = [];

beforeAll(async () => {
  await fleet.mirror();
  for (let count = 0; count < 3; count += 1) incidents.push(await arrangeIncident(fleet.as('responder')));
});

beforeEach(forgetEverything);

const fates = [
  'fine',
  'lost_before',
  'lost_after',
  'died_before',
  'died_after',
  'refused',
  'limited',
] as const;
type Fate = (typeof fates)[number];
type Event =
  | { what: 'place' | 'release' | 'retry' | 'withdraw'; which: number }
  /** Somebody pauses or resumes it outside, and Holdfast reads the list of agents. */
  | { what: 'drift'; to: 'paused' | 'running' }
  /** The fate of every contact of this run with XEM, in order; fine when they have run out. */
  | { what: 'work'; fates: Fate[] }
  | { what: 'wait'; milliseconds: number };

const place: Event = { what: 'place', which: 0 };
const release: Event = { what: 'release', which: 0 };
const work = (...its: Fate[]): Event => ({ what: 'work', fates: its });

describe('a scope ends in the desired state, claimed by nobody', () => {
  it.each<[name: string, events: Event[]]>([
    ['after a worker died that had asked already', [place, work('died_after')]],
    ['after a worker died that asked for what was released since', [place, work('died_after'), release]],
    ['after a release that met its worker dying', [place, work(), release, work('died_after')]],
    ['after XEM refused one look at what it had accepted', [place, work('fine', 'refused')]],
    [
      'after XEM refused a look and could not be reached for the next',
      [place, work('fine', 'refused'), { what: 'wait', milliseconds: 60_000 }, work('lost_before')],
    ],
    ['after somebody resumed it outside', [place, work(), { what: 'drift', to: 'running' }]],
    ['after somebody paused it outside', [place, work(), release, work(), { what: 'drift', to: 'paused' }]],
    [
      'after a stop that was pressed again on what somebody had resumed outside, and given up',
      [place, work(), { what: 'drift', to: 'running' }, place, { what: 'withdraw', which: 0 }],
    ],
  ])('%s', async (_name, events) => {
    await expectEndsAsDesired(events);
  });

  it('after any order of holds, releases, retries, failures, deaths, and pauses and resumes from outside', async () => {
    const which = fc.nat(2);
    const event: fc.Arbitrary<Event> = fc.oneof(
      fc.record({ what: fc.constantFrom('place', 'release', 'retry', 'withdraw'), which }),
      fc.record({ what: fc.constant('drift'), to: fc.constantFrom('paused', 'running') }),
      fc.record({
        what: fc.constant('work'),
        fates: fc.array(fc.constantFrom(...fates), { maxLength: 4 }),
      }),
      fc.record({ what: fc.constant('wait'), milliseconds: fc.constantFrom(300, 1_500, 25_000, 60_000) }),
    );
    const property = fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 16 }), expectEndsAsDesired);
    await fc.assert(property.beforeEach(forgetEverything), { numRuns: 50 });
  }, 120_000);
});

async function expectEndsAsDesired(events: Event[]): Promise<void> {
  for (const event of events) await happen(event);
  await fleet.settle();
  await answerDrift();
  await fleet.settle();
  const holdCount = await db.hold.count({ where: { agentId, releasedAt: null } });
  expect((await fleet.xem().showAgent(agentId)).isPaused).toBe(holdCount > 0);
  const scope = await db.agentScope.findFirst({ where: { agentId } });
  if (scope === null) return;
  const desired = holdCount > 0 ? 'paused' : 'running';
  expect(scope).toMatchObject({ desired, progress: 'observed', busyUntil: null });
}

/** What changed outside is left to a person: here they want it as the holds say. */
async function answerDrift(): Promise<void> {
  await observe();
  for (const incident of incidents) await press('retry', incident);
  const pauses = await db.outsidePause.findMany({ where: { endedAt: null, agentId } });
  for (const { id: pauseId } of pauses) {
    await restorePause(fleet.as('commander'), { pauseId, reason: 'nobody holds it' });
  }
}

async function observe(): Promise<void> {
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
}

/** Every order begins with an agent that nobody has touched, so that what fails does so alone. */
async function forgetEverything(): Promise<void> {
  await db.holdTarget.deleteMany({ where: { scope: { agentId } } });
  await db.hold.deleteMany({ where: { agentId } });
  await db.agentScope.deleteMany({ where: { agentId } });
  await db.outsidePause.deleteMany({ where: { agentId } });
  await fleet.xem().resumeExec(agentId, {});
  await fleet.mirror();
}

async function happen(event: Event): Promise<void> {
  if (event.what === 'wait') fleet.clock.advance(event.milliseconds);
  else if (event.what === 'work') await workOnce(fateful(fleet.xem(), [...event.fates]));
  else if (event.what === 'drift') await drift(event.to);
  else await press(event.what, incidents[event.which]);
}

async function drift(to: 'paused' | 'running'): Promise<void> {
  const { pauseExec, resumeExec } = fleet.xem();
  await (to === 'paused' ? pauseExec(agentId, {}) : resumeExec(agentId, {}));
  await observe();
}

async function press(
  what: 'place' | 'release' | 'retry' | 'withdraw',
  incident: Incident | undefined,
): Promise<void> {
  if (incident === undefined) throw new Error('there are three incidents');
  const incidentRef = incidentRefOf(incident.number);
  if (what === 'place') {
    const input = placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' });
    await placeHold(fleet.as('responder'), { ...input, incidentRef });
    return;
  }
  const active = await db.hold.findFirst({ where: { agentId, incidentId: incident.id, releasedAt: null } });
  if (!active) return;
  const where = { incidentRef, holdId: active.id };
  if (what === 'retry') await retryHold(fleet.as('responder'), where);
  else if (what === 'withdraw') await withdrawHold(fleet.as('responder'), { ...where, reason: 'never mind' });
  else await releaseHold(fleet.as('commander'), { ...where, reason: 'enough' });
}

class Died extends Error {}

/** A worker that may die; the next one finds what it left. */
async function workOnce(xem: Xem): Promise<void> {
  const scope = await db.agentScope.findFirst({ where: { agentId } });
  if (!scope) return;
  await reconcileScope(fleet.as('admin', { xem }), scope.id).catch((error: unknown) => {
    if (!(error instanceof Died)) throw error;
  });
}

function fateful(xem: Xem, ahead: Fate[]): Xem {
  async function meet<Answer>(contact: () => Promise<Answer>): Promise<Answer> {
    const fate = ahead.shift() ?? 'fine';
    if (fate === 'fine' || fate.endsWith('_after')) {
      const answer = await contact();
      if (fate === 'fine') return answer;
    }
    throw failureOf(fate);
  }
  return {
    ...xem,
    pauseExec: (id, scope) => meet(() => xem.pauseExec(id, scope)),
    resumeExec: (id, scope) => meet(() => xem.resumeExec(id, scope)),
    showAgent: (id) => meet(() => xem.showAgent(id)),
  };
}

function failureOf(fate: Fate): Error {
  if (fate.startsWith('died')) return new Died();
  if (fate === 'refused') return new AppError('xem_rejected', 'refused');
  if (fate === 'limited')
    return new AppError('xem_rate_limited', 'slow', { details: { retryAfterMs: 3_000 } });
  return new AppError('xem_unreachable', 'lost');
}
