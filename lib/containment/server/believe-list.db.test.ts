import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import type { Context } from '@/lib/context';
import type { Incident } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

/** Routers whose list of agents shows a pause, while the record of one agent does not. */
const db = await connectTestDatabase();
const fleet = simulatedFleet(db);

beforeAll(() => fleet.mirror());

const mutes: [name: string, agentId: string, showAgent: (real: Xem) => Xem['showAgent']][] = [
  [
    'leaves it out',
    'agt_xem_fleet_02',
    (real) => async (id) => ({ ...(await real.showAgent(id)), isPaused: null, pausedWorkspaces: null }),
  ],
  [
    'is refused',
    'agt_xem_fleet_04',
    () => async () => {
      throw new AppError('xem_rejected', 'not with this key');
    },
  ],
];

/** Accepts pauses and does not carry them out until it is told to. */
function lazy(showAgent: (real: Xem) => Xem['showAgent']) {
  const real = fleet.xem();
  const router = { isLazy: true, callCount: 0 };
  const xem: Xem = {
    ...real,
    showAgent: showAgent(real),
    pauseExec: async (id, scope) => {
      router.callCount += 1;
      return router.isLazy ? { requestId: 'req_lazy', raw: null } : real.pauseExec(id, scope);
    },
  };
  return { router, context: fleet.as('admin', { xem }) };
}

async function hold(agentId: string): Promise<Incident> {
  const incident = await arrangeIncident(fleet.as('responder'));
  const input = placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' });
  await placeHold(fleet.as('responder'), { ...input, incidentRef: incidentRefOf(incident.number) });
  return incident;
}

/** What the job of this agent's scope and the polls do within that time. */
async function live(agentId: string, milliseconds: number, context: Context, isListed = true) {
  const until = fleet.clock.now().getTime() + milliseconds;
  while (fleet.clock.now().getTime() < until) {
    const { id } = await db.agentScope.findFirstOrThrow({ where: { agentId } });
    await reconcileScope(context, id);
    if (isListed) {
      await fleet.mirror();
      await observeContainment(context);
    }
    fleet.clock.advance(2_000);
  }
}

const scopesOf = async (incident: Incident) => {
  const incidentRef = incidentRefOf(incident.number);
  return (await readContainment(fleet.as('viewer'), { incidentRef })).scopes;
};

async function kindsIn(incident: Incident): Promise<string[]> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId: incident.id, kind: { in: ['stop_contained'] } },
  });
  const steps = await db.timelineEntry.findMany({
    where: { incidentId: incident.id, kind: { startsWith: 'scope_' } },
    orderBy: { sequence: 'asc' },
  });
  return [...steps, ...entries].map(({ kind }) => kind);
}

describe.each(mutes)('an agent whose record %s', (_name, agentId, showAgent) => {
  it('is not stopped while the list shows it running, is asked again, and has no receipt until it is', async () => {
    const { router, context } = lazy(showAgent);
    const incident = await hold(agentId);
    await live(agentId, 8_000, context);
    expect(await scopesOf(incident)).toMatchObject([{ progress: 'accepted', drainedAt: null }]);
    await live(agentId, 52_000, context);
    expect(await scopesOf(incident)).toMatchObject([
      { progress: 'accepted', drainedAt: null, error: { code: 'not_applied' } },
    ]);
    expect(router.callCount).toBeGreaterThan(1);
    expect(await kindsIn(incident)).toEqual(['scope_accepted', 'scope_failed']);

    router.isLazy = false;
    await live(agentId, 60_000, context);
    expect(await scopesOf(incident)).toMatchObject([{ progress: 'observed', error: null }]);
    expect((await kindsIn(incident)).toSorted()).toEqual([
      'scope_accepted',
      'scope_drained',
      'scope_failed',
      'scope_observed',
      'stop_contained',
    ]);
  });

  it('has drifted where the list shows it running after it was stopped', async () => {
    const { context } = lazy(showAgent);
    const [incident] = await db.incident.findMany({ orderBy: { number: 'desc' }, take: 1 });
    if (!incident) throw new Error('the test before has arranged it');
    await fleet.xem().resumeExec(agentId, {});
    await live(agentId, 10_000, context);
    expect(await scopesOf(incident)).toMatchObject([{ progress: 'drifted', drainedAt: null }]);
    expect(await kindsIn(incident)).toContain('scope_drifted');
  });
});

describe('an agent that could not be verified', () => {
  it('is asked again once a list shows it running, and has not drained', async () => {
    const agentId = 'agt_xem_lab_01';
    const [, , showAgent] = mutes[0] ?? [];
    if (!showAgent) throw new Error('there are mute routers');
    const { router, context } = lazy(showAgent);
    const incident = await hold(agentId);
    await live(agentId, 70_000, context, false);
    expect(await scopesOf(incident)).toMatchObject([{ progress: 'unverifiable' }]);
    await db.agentScope.updateMany({ where: { agentId }, data: { drainedAt: fleet.clock.now() } });
    await live(agentId, 4_000, context);
    expect(router.callCount).toBe(2);
    expect(await scopesOf(incident)).toMatchObject([{ progress: 'accepted', drainedAt: null }]);
    expect(await kindsIn(incident)).toContain('scope_failed');
  });
});

describe('an agent that the last reading of the list left out', () => {
  it('is not taken for running by what an earlier one showed', async () => {
    const agentId = 'agt_xem_lab_02';
    const real = fleet.xem();
    let isRefused = false;
    // A list that lacks a field, so that each record is read, and one record that cannot be.
    const xem: Xem = {
      ...real,
      listAgents: async (page) => {
        const { items, ...rest } = await real.listAgents(page);
        return { ...rest, items: items.map((agent) => ({ ...agent, inFlight: null })) };
      },
      showAgent: async (id) => {
        if (isRefused && id === agentId) throw new AppError('xem_rejected', 'not with this key');
        return real.showAgent(id);
      },
    };
    const context = fleet.as('admin', { xem });
    await pollSource(context, 'agents');
    isRefused = true;
    const incident = await hold(agentId);
    const { id } = await db.agentScope.findFirstOrThrow({ where: { agentId } });
    for (let count = 0; count < 40; count += 1) {
      await reconcileScope(context, id);
      fleet.clock.advance(2_000);
      for (const source of ['executions', 'invocations', 'agents'] as const)
        await pollSource(context, source);
      await observeContainment(context);
    }
    expect(await scopesOf(incident)).toMatchObject([{ progress: 'unverifiable', attemptCount: 1 }]);
    expect(await kindsIn(incident)).toContain('stop_contained');
  });
});
