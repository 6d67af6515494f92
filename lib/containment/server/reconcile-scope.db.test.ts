import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { retryHold } from '@/lib/containment/server/retry-hold';
import type { AgentScope, Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import { unreachableXem } from '@/lib/testing/test-context';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);

beforeAll(() => fleet.mirror());

async function hold(agentId: string, incident?: Incident): Promise<{ incident: Incident; holdId: string }> {
  const about = incident ?? (await arrangeIncident(fleet.as('responder')));
  const input = placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' });
  const incidentRef = incidentRefOf(about.number);
  const { holdId } = await placeHold(fleet.as('responder'), { ...input, incidentRef });
  return { incident: about, holdId };
}

const scopeOf = (agentId: string): Promise<AgentScope> =>
  db.agentScope.findFirstOrThrow({ where: { agentId } });

const step = async (agentId: string, xem: Xem = fleet.xem()) =>
  reconcileScope(fleet.as('admin', { xem }), (await scopeOf(agentId)).id);

/** All runs that follow one another at once. */
async function reconcile(agentId: string, xem?: Xem): Promise<{ againAfterMs: number | null }> {
  const done = await step(agentId, xem);
  return done.againAfterMs === 0 ? reconcile(agentId, xem) : done;
}

/** What follows within that time, as the jobs of the scope would do it. */
async function workOn(agentId: string, milliseconds: number, xem?: Xem) {
  const until = fleet.clock.now().getTime() + milliseconds;
  for (;;) {
    const done = await reconcile(agentId, xem);
    const { againAfterMs } = done;
    if (againAfterMs === null || fleet.clock.now().getTime() + againAfterMs > until) return done;
    fleet.clock.advance(againAfterMs);
  }
}

/** A router that does not say whether an agent is paused. */
function showingNoPause(): Xem {
  const xem = fleet.xem();
  const silent = { isPaused: null, pausedWorkspaces: null };
  return {
    ...xem,
    listAgents: async (page) => {
      const real = await xem.listAgents(page);
      return { ...real, items: real.items.map((agent) => ({ ...agent, ...silent })) };
    },
    showAgent: async (agentId) => ({ ...(await xem.showAgent(agentId)), ...silent }),
  };
}

/** The truth at XEM once nothing hides it any more. */
function isShownPaused(agentId: string, faults: { id: string }[]): Promise<boolean | null> {
  for (const { id } of faults) fleet.simulator().faults.remove(id);
  return isPaused(agentId);
}

const isPaused = async (agentId: string) => (await fleet.xem().showAgent(agentId)).isPaused;

async function release(incidentNumber: number, holdId: string): Promise<void> {
  const incidentRef = incidentRefOf(incidentNumber);
  await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'enough' });
  await fleet.settle();
}

/** Whatever holds of other tests are left on it. */
async function free(agentId: string): Promise<void> {
  const holds = await db.hold.findMany({
    where: { agentId, releasedAt: null },
    include: { incident: true },
  });
  for (const { id, incident } of holds) await release(incident.number, id);
}

const waitOf = ({ nextAttemptAt }: AgentScope) => Number(nextAttemptAt) - fleet.clock.now().getTime();

async function kindsIn(incident: Incident): Promise<string[]> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId: incident.id, kind: { startsWith: 'scope_' } },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ kind }) => kind);
}

describe('reconciling a scope', () => {
  it('asks, and looks in a run of its own, so that the next scope is asked before', async () => {
    const agentId = 'agt_xem_fleet_01';
    const { incident, holdId } = await hold(agentId);
    expect(await step(agentId)).toEqual({ againAfterMs: 0 });
    expect((await scopeOf(agentId)).progress).toBe('accepted');
    expect(await step(agentId)).toEqual({ againAfterMs: null });
    expect((await scopeOf(agentId)).progress).toBe('observed');
    await release(incident.number, holdId);
  });

  it('is requested, accepted and observed, with the request id of XEM', async () => {
    const { incident } = await hold('agt_xem_fleet_01');
    expect(await reconcile('agt_xem_fleet_01')).toEqual({ againAfterMs: null });
    expect(await scopeOf('agt_xem_fleet_01')).toMatchObject({
      progress: 'observed',
      attemptCount: 1,
      busyUntil: null,
      errorCode: null,
    });
    const accepted = await db.timelineEntry.findFirstOrThrow({
      where: { incidentId: incident.id, kind: 'scope_accepted' },
    });
    expect(accepted.xemRequestId).toMatch(/\w+/);
    expect(await kindsIn(incident)).toEqual(['scope_accepted', 'scope_observed']);
  });

  it('is carried out the moment XEM is back', async () => {
    const { incident } = await hold('agt_xem_fleet_02');
    for (const expected of [1_000, 2_000, 4_000]) {
      const { againAfterMs } = await reconcile('agt_xem_fleet_02', unreachableXem);
      expect(againAfterMs).toBe(expected);
      expect(await scopeOf('agt_xem_fleet_02')).toMatchObject({
        progress: 'unreachable',
        errorCode: 'xem_unreachable',
      });
      fleet.clock.advance(againAfterMs ?? 0);
    }
    expect(await isPaused('agt_xem_fleet_02')).toBe(false);
    await fleet.settle();
    expect(await isPaused('agt_xem_fleet_02')).toBe(true);
    expect(await kindsIn(incident)).toEqual(['scope_failed', 'scope_accepted', 'scope_observed']);
  });

  it('looks before it repeats a call whose answer was lost in a crash', async () => {
    await hold('agt_xem_fleet_03');
    let callCount = 0;
    const dying: Xem = {
      ...fleet.xem(),
      pauseExec: async (agentId, scope) => {
        callCount += 1;
        await fleet.xem().pauseExec(agentId, scope);
        throw new Error('the process died before the answer was stored');
      },
    };
    await expect(reconcile('agt_xem_fleet_03', dying)).rejects.toThrow('the process died');
    expect(await scopeOf('agt_xem_fleet_03')).toMatchObject({ progress: 'requested', attemptCount: 1 });
    // Nobody else touches the scope as long as that worker may still be waiting.
    const { againAfterMs } = await reconcile('agt_xem_fleet_03', dying);
    expect(againAfterMs).toBeGreaterThan(0);
    fleet.clock.advance(againAfterMs ?? 0);
    await reconcile('agt_xem_fleet_03', dying);
    expect(callCount).toBe(1);
    expect(await scopeOf('agt_xem_fleet_03')).toMatchObject({ progress: 'observed' });
  });

  it('lets one of two workers make the call', async () => {
    await hold('agt_xem_fleet_04');
    let callCount = 0;
    const counting: Xem = {
      ...fleet.xem(),
      pauseExec: (agentId, scope) => {
        callCount += 1;
        return fleet.xem().pauseExec(agentId, scope);
      },
    };
    await Promise.all([reconcile('agt_xem_fleet_04', counting), reconcile('agt_xem_fleet_04', counting)]);
    await fleet.settle();
    expect(callCount).toBe(1);
    expect(await scopeOf('agt_xem_fleet_04')).toMatchObject({ progress: 'observed' });
  });

  it('shows what XEM refused, tries it again slowly, and at once when a person says so', async () => {
    const agentId = 'agt_9a03f5c871d2';
    const { incident, holdId } = await hold(agentId);
    const path = `/management/agents/${agentId}/pause-exec`;
    fleet.simulator().faults.inject({ path, kind: '403', times: 1 });
    expect(await reconcile(agentId)).toEqual({ againAfterMs: 60_000 });
    const refused = await scopeOf(agentId);
    expect(refused).toMatchObject({ progress: 'rejected', errorCode: 'xem_scope_insufficient' });
    expect(refused.xemRequestId).toMatch(/\w+/);

    const retry = { incidentRef: incidentRefOf(incident.number), holdId };
    await expect(retryHold(fleet.as('viewer'), retry)).rejects.toMatchObject({ code: 'not_allowed' });
    await retryHold(fleet.as('responder'), retry);
    await retryHold(fleet.as('responder'), retry);
    expect(await reconcile(agentId)).toEqual({ againAfterMs: null });
    await retryHold(fleet.as('responder'), retry);
    expect(await kindsIn(incident)).toEqual([
      'scope_failed',
      'scope_retried',
      'scope_accepted',
      'scope_observed',
    ]);
  });

  it('waits as long as XEM asks for', async () => {
    const agentId = 'agt_e7b24190cf36';
    await hold(agentId);
    const path = `/management/agents/${agentId}/pause-exec`;
    fleet.simulator().faults.inject({ path, kind: '429', times: 1, retryAfterSeconds: 7 });
    expect(await reconcile(agentId)).toEqual({ againAfterMs: 7_000 });
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'requested', errorCode: 'xem_rate_limited' });
    expect(await reconcile(agentId)).toEqual({ againAfterMs: 7_000 });
    fleet.clock.advance(7_000);
    expect(await reconcile(agentId)).toEqual({ againAfterMs: null });
  });

  it('leaves XEM alone for every scope when it asked for that about one', async () => {
    const [limited, other] = ['agt_xem_lab_02', 'agt_4c1d7e02ab90'];
    const { incident, holdId } = await hold(limited);
    await hold(other);
    const path = `/management/agents/${limited}/pause-exec`;
    fleet.simulator().faults.inject({ path, kind: '429', times: 1, retryAfterSeconds: 5 });
    expect(await reconcile(limited)).toEqual({ againAfterMs: 5_000 });
    fleet.clock.advance(1_000);
    expect(await reconcile(other)).toEqual({ againAfterMs: 4_000, isUrgent: true });
    expect(await scopeOf(other)).toMatchObject({ progress: 'requested', attemptCount: 0 });
    fleet.clock.advance(4_000);
    expect(await reconcile(other)).toEqual({ againAfterMs: null });
    await fleet.settle();
    await release(incident.number, holdId);
  });

  it('is asked for at once when XEM answers again about another', async () => {
    const [waiting, other] = ['agt_b5390e7ad4c8', 'agt_xem_lab_02'];
    const { incident: first } = await hold(waiting);
    for (let count = 0; count < 6; count += 1) {
      const { againAfterMs } = await reconcile(waiting, unreachableXem);
      fleet.clock.advance(againAfterMs ?? 0);
    }
    await reconcile(waiting, unreachableXem);
    expect(waitOf(await scopeOf(waiting))).toBe(30_000);
    await hold(other, first);
    await reconcile(other);
    expect(waitOf(await scopeOf(waiting))).toBe(1_000);
    await fleet.settle();
  });

  it('is asked for at once when the list of agents can be read again', async () => {
    const agentId = 'agt_b5390e7ad4c8';
    await free(agentId);
    await hold(agentId);
    for (let count = 0; count < 6; count += 1) {
      const { againAfterMs } = await reconcile(agentId, unreachableXem);
      fleet.clock.advance(againAfterMs ?? 0);
    }
    await reconcile(agentId, unreachableXem);
    await observeContainment(fleet.as('admin'));
    expect(waitOf(await scopeOf(agentId))).toBe(30_000);
    await pollSource(fleet.as('admin', { xem: unreachableXem }), 'agents');
    await pollSource(fleet.as('admin', { xem: showingNoPause() }), 'agents');
    await observeContainment(fleet.as('admin'));
    expect(waitOf(await scopeOf(agentId))).toBe(1_000);
    await fleet.settle();
  });

  it('says that it cannot be verified where this router shows no such field', async () => {
    const agentId = 'agt_0d86b1f3a95e';
    const { incident } = await hold(agentId);
    const blind = showingNoPause();
    await pollSource(fleet.as('admin', { xem: blind }), 'agents');
    expect(await reconcile(agentId, blind)).toEqual({ againAfterMs: 1_000 });
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'accepted', errorCode: null });
    expect(await workOn(agentId, 10_000, blind)).toEqual({ againAfterMs: 60_000 });
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'unverifiable', observedAt: null });
    expect(await kindsIn(incident)).toEqual(['scope_accepted', 'scope_unverifiable']);
    fleet.clock.advance(60_000);
    expect(await reconcile(agentId)).toEqual({ againAfterMs: null });
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'observed' });
  });

  it('keeps what XEM accepted where it cannot be looked at, and says so in the end', async () => {
    const agentId = 'agt_e7b24190cf36';
    await free(agentId);
    const { incident } = await hold(agentId);
    const path = `/management/agents/${agentId}`;
    const { id } = fleet.simulator().faults.inject({ path, method: 'GET', kind: '500' });
    await reconcile(agentId);
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'accepted', errorCode: 'xem_unreachable' });
    await workOn(agentId, 60_000);
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'unverifiable', errorCode: null });
    expect(await kindsIn(incident)).toEqual(['scope_accepted', 'scope_failed', 'scope_unverifiable']);
    fleet.simulator().faults.remove(id);
    expect(waitOf(await scopeOf(agentId))).toBeGreaterThanOrEqual(60_000);
    await pollSource(fleet.as('admin', { xem: unreachableXem }), 'agents');
    await pollSource(fleet.as('admin', { xem: showingNoPause() }), 'agents');
    await observeContainment(fleet.as('admin'));
    expect(waitOf(await scopeOf(agentId))).toBe(1_000);
    fleet.clock.advance(1_000);
    expect(await reconcile(agentId)).toEqual({ againAfterMs: null });
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'observed' });
  });

  it.each([['500'], ['html']] as const)(
    'asks for a pause again where the first was lost and looks meet %s',
    async (kind) => {
      const agentId = 'agt_9a03f5c871d2';
      await free(agentId);
      const { incident, holdId } = await hold(agentId);
      const path = `/management/agents/${agentId}`;
      const faults = [
        fleet.simulator().faults.inject({ path, method: 'GET', kind }),
        fleet.simulator().faults.inject({ path: `${path}/pause-exec`, kind: 'reset', times: 1 }),
      ];
      await reconcile(agentId);
      expect(await scopeOf(agentId)).toMatchObject({ progress: 'unreachable', attemptCount: 1 });
      await workOn(agentId, 70_000);
      expect(await scopeOf(agentId)).toMatchObject({ progress: 'unverifiable', attemptCount: 2 });
      expect(await isShownPaused(agentId, faults)).toBe(true);
      await release(incident.number, holdId);
    },
  );

  it('never repeats a resume while the agent cannot be looked at', async () => {
    const agentId = 'agt_9a03f5c871d2';
    await free(agentId);
    const { incident, holdId } = await hold(agentId);
    await fleet.settle();
    await releaseHold(fleet.as('commander'), {
      incidentRef: incidentRefOf(incident.number),
      holdId,
      reason: 'the cause is fixed',
    });
    const path = `/management/agents/${agentId}`;
    const faults = [
      fleet.simulator().faults.inject({ path, method: 'GET', kind: '500' }),
      fleet.simulator().faults.inject({ path: `${path}/resume-exec`, kind: 'reset', times: 1 }),
    ];
    await reconcile(agentId);
    await workOn(agentId, 70_000);
    expect(await scopeOf(agentId)).toMatchObject({ desired: 'running', progress: 'unreachable' });
    expect(await isShownPaused(agentId, faults)).toBe(true);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(false);
  });

  it('says so and asks again when XEM accepts and does nothing', async () => {
    const agentId = 'agt_62fa8c0d4b17';
    const { incident } = await hold(agentId);
    let callCount = 0;
    const lazy: Xem = {
      ...fleet.xem(),
      pauseExec: async (id, scope) => {
        callCount += 1;
        return callCount < 3 ? { requestId: 'req_lazy', raw: null } : fleet.xem().pauseExec(id, scope);
      },
    };
    await fleet.settle(fleet.as('admin', { xem: lazy }));
    expect(callCount).toBe(3);
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'observed', errorCode: null });
    expect(await kindsIn(incident)).toEqual(['scope_accepted', 'scope_failed', 'scope_observed']);
  });

  it('hastens nobody by looking at what stays late', async () => {
    const [waiting, late] = ['agt_b5390e7ad4c8', 'agt_62fa8c0d4b17'];
    await free(waiting);
    await free(late);
    await hold(late);
    const lazy: Xem = { ...fleet.xem(), pauseExec: async () => ({ requestId: 'req_lazy', raw: null }) };
    await reconcile(late, lazy);
    await hold(waiting);
    for (let count = 0; count < 6; count += 1) {
      const { againAfterMs } = await reconcile(waiting, unreachableXem);
      fleet.clock.advance(againAfterMs ?? 0);
    }
    await reconcile(waiting, unreachableXem);
    await reconcile(late, lazy);
    expect(await scopeOf(late)).toMatchObject({ progress: 'accepted', errorCode: 'not_applied' });
    expect(waitOf(await scopeOf(waiting))).toBe(30_000);
    await fleet.settle();
  });

  it('goes before what has been due for longer and was asked already', async () => {
    const [asked, fresh] = ['agt_b5390e7ad4c8', 'agt_62fa8c0d4b17'];
    await free(fresh);
    const { id: scopeId } = await scopeOf(asked);
    const key = jobKey('reconcile_scope', { scopeId });
    // No worker has taken the job that the order to stop had queued.
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${key}`;
    await enqueue(db, 'reconcile_scope', { scopeId }, { key, afterMs: -60_000 });
    await hold(fresh);
    const due = await db.$queryRaw<{ scopeId: string }[]>`
      SELECT payload ->> 'scopeId' AS "scopeId" FROM graphile_worker._private_jobs
      WHERE key IN (${key}, ${jobKey('reconcile_scope', { scopeId: (await scopeOf(fresh)).id })})
      ORDER BY priority, run_at`;
    expect(due).toEqual([{ scopeId: (await scopeOf(fresh)).id }, { scopeId }]);
    await fleet.settle();
  });

  it('ignores the answer to what nobody wants any more', async () => {
    const agentId = 'agt_xem_lab_01';
    const { incident, holdId } = await hold(agentId);
    const overtaken: Xem = {
      ...fleet.xem(),
      pauseExec: async (id, scope) => {
        const receipt = await fleet.xem().pauseExec(id, scope);
        const incidentRef = incidentRefOf(incident.number);
        await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'wrong agent' });
        return receipt;
      },
    };
    await reconcile(agentId, overtaken);
    await fleet.settle();
    expect(await scopeOf(agentId)).toMatchObject({
      desired: 'running',
      progress: 'observed',
      generation: 2,
      busyUntil: null,
    });
    expect(await isPaused(agentId)).toBe(false);
  });

  it('asks at once for the stop that was pressed while a resume was under way', async () => {
    const agentId = 'agt_xem_lab_01';
    const { incident, holdId } = await hold(agentId);
    await fleet.settle();
    const incidentRef = incidentRefOf(incident.number);
    await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'the cause is fixed' });
    let waitedMs: number | null = null;
    const overtaken: Xem = {
      ...fleet.xem(),
      resumeExec: async (id, scope) => {
        await hold(agentId, incident);
        // The worker that takes the job of the new stop finds the other at it.
        waitedMs = (await step(agentId)).againAfterMs;
        return fleet.xem().resumeExec(id, scope);
      },
    };
    await step(agentId, overtaken);
    expect(waitedMs).toBeGreaterThan(0);
    expect(await scopeOf(agentId)).toMatchObject({
      desired: 'paused',
      progress: 'accepted',
      attemptCount: 1,
      busyUntil: null,
    });
    expect(await isPaused(agentId)).toBe(true);
    await fleet.settle();
    expect(await kindsIn(incident)).toEqual([
      'scope_accepted',
      'scope_observed',
      'scope_accepted',
      'scope_observed',
    ]);
  });

  it('looks again where an old resume lands after the new pause has been seen', async () => {
    const agentId = 'agt_xem_lab_01';
    await free(agentId);
    const { incident, holdId } = await hold(agentId);
    await fleet.settle();
    const incidentRef = incidentRefOf(incident.number);
    await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'the cause is fixed' });
    const stalled: Xem = {
      ...fleet.xem(),
      resumeExec: async (id, scope) => {
        await hold(agentId, incident);
        const { againAfterMs } = await step(agentId);
        fleet.clock.advance(againAfterMs ?? 0);
        await reconcile(agentId);
        expect(await scopeOf(agentId)).toMatchObject({ desired: 'paused', progress: 'observed' });
        return fleet.xem().resumeExec(id, scope);
      },
    };
    await step(agentId, stalled);
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
    expect(await scopeOf(agentId)).toMatchObject({
      desired: 'paused',
      progress: 'observed',
      busyUntil: null,
    });
  });

  it('claims a scope for longer than the way to XEM may take for a write', async () => {
    const agentId = 'agt_xem_lab_01';
    await free(agentId);
    const { incident, holdId } = await hold(agentId);
    let claimMs = 0;
    const slow: Xem = {
      ...fleet.xem(),
      writeDeadlineMs: 90_000,
      pauseExec: async (id, scope) => {
        const { busyUntil } = await scopeOf(agentId);
        claimMs = Number(busyUntil) - fleet.clock.now().getTime();
        return fleet.xem().pauseExec(id, scope);
      },
    };
    await step(agentId, slow);
    expect(claimMs).toBeGreaterThan(90_000);
    await fleet.settle();
    await release(incident.number, holdId);
  });

  it('looks at once when somebody doubts a pause, and restores it where it is gone', async () => {
    const agentId = 'agt_xem_fleet_01';
    const { incident, holdId } = await hold(agentId);
    await fleet.settle();
    const doubt = async () => {
      const input = {
        incidentRef: incidentRefOf(incident.number),
        holdId,
        scopeId: (await scopeOf(agentId)).id,
      };
      await retryHold(fleet.as('responder'), input);
      return retryHold(fleet.as('responder'), input);
    };
    await doubt();
    expect(await reconcile(agentId)).toEqual({ againAfterMs: null });
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'observed', attemptCount: 1 });

    await fleet.xem().resumeExec(agentId, {});
    await doubt();
    await fleet.settle();
    expect(await isPaused(agentId)).toBe(true);
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'observed', attemptCount: 2 });
    await release(incident.number, holdId);
  });
});
