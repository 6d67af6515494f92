import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { noteDrift } from '@/lib/containment/server/note-drift';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { readHeldScopes } from '@/lib/containment/server/read-held-scopes';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext, unreachableXem } from '@/lib/testing/test-context';
import type { Xem, XemAgent } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const heldCount = 300;
const lookMs = 20;

let clock: ReturnType<typeof manualClock>;
let looks: { mostAtOnce: number; agentIds: string[] };
let incidentId: string;
let underWay = 0;

/** Of the agents that were seen paused, somebody has resumed every one since, and the list of agents shows it. */
beforeEach(async () => {
  clock = manualClock(new Date('2026-11-22T14:00:00Z'));
  looks = { mostAtOnce: 0, agentIds: [] };
  incidentId = (await arrangeIncident(testContext(db, { clock }))).id;
  await db.holdTarget.deleteMany();
  await db.agentScope.deleteMany();
  await db.agent.deleteMany();
  const agentIds = Array.from({ length: heldCount }, (_, index) => `agt_${incidentId}_${index}`);
  const stoppedAt = clock.now();
  const hold = await db.hold.create({
    data: {
      incidentId,
      rung: 'all',
      reason: 'deletes',
      placedById: 'x',
      placedByName: 'X',
      placedAt: stoppedAt,
    },
  });
  const stopped = { acceptedAt: stoppedAt, observedAt: stoppedAt };
  const scopes = await db.agentScope.createManyAndReturn({
    data: agentIds.map((agentId) => ({
      agentId,
      desired: 'paused',
      progress: 'observed',
      requestedAt: stoppedAt,
      ...stopped,
    })),
  });
  await db.holdTarget.createMany({
    data: scopes.map(({ id }) => ({
      holdId: hold.id,
      scopeId: id,
      sources: [],
      addedAt: stoppedAt,
      ...stopped,
    })),
  });
  clock.advance(60_000);
  const now = clock.now();
  await db.agent.createMany({
    data: agentIds.map((agentId) => ({
      agentId,
      name: agentId,
      status: 'active',
      isPaused: false,
      raw: {},
      firstSeenAt: now,
      observedAt: now,
    })),
  });
});

const shown: XemAgent = {
  agentId: 'agt_1',
  name: 'xem-1',
  status: 'active',
  region: null,
  lastHeartbeatAt: null,
  leaseExpiresAt: null,
  manifestVersion: null,
  workspaces: [],
  tools: [],
  isPaused: false,
  pausedWorkspaces: [],
  inFlight: [],
  raw: {},
};

/** Takes its time by the test's clock. */
async function showAgent(agentId: string): Promise<XemAgent> {
  looks.agentIds.push(agentId);
  underWay += 1;
  looks.mostAtOnce = Math.max(looks.mostAtOnce, underWay);
  await new Promise(setImmediate);
  underWay -= 1;
  clock.advance(lookMs);
  return { ...shown, agentId };
}
const onlyShowing = (show: Xem['showAgent']): Xem =>
  new Proxy(unreachableXem, {
    get: (xem, name) => (name === 'showAgent' ? show : Reflect.get(xem, name)),
  });

const as = (show: Xem['showAgent'] = showAgent): Context =>
  testContext(db, {
    clock,
    xem: onlyShowing(show),
  });

const countOf = (kind: string) => db.timelineEntry.count({ where: { incidentId, kind } });
const note = async (context: Context) => noteDrift(context, await readHeldScopes(db));

describe('when somebody resumes hundreds of held agents at once', () => {
  it('a run looks at some of them together, and leaves the rest to the next', async () => {
    const context = as();
    await note(context);
    const first = await countOf('scope_drifted');
    expect(first).toBeGreaterThanOrEqual(100);
    expect(first).toBeLessThan(heldCount);
    expect(looks.mostAtOnce).toBe(8);
    await note(context);
    await note(context);
    expect(await countOf('scope_drifted')).toBe(heldCount);
    expect(new Set(looks.agentIds).size).toBe(looks.agentIds.length);
    expect(await db.agentScope.count({ where: { progress: 'drifted' } })).toBe(heldCount);
    expect(await db.notification.findMany({ where: { incidentId, kind: 'drift' } })).toMatchObject([
      { count: heldCount },
    ]);
  });

  it('gives up looking as soon as XEM does not answer', async () => {
    let askedCount = 0;
    await note(
      as(async () => {
        askedCount += 1;
        throw new AppError('xem_unreachable', 'no answer');
      }),
    );
    expect(askedCount).toBeLessThanOrEqual(8);
    expect(await countOf('scope_drifted')).toBe(0);
  });

  it('tells of what starts there before it looks at more than a few', async () => {
    for (const { agentId } of await db.agent.findMany()) {
      const startedAt = clock.now();
      await arrangeExecution(as(), { agentId, status: 'running', risk: 'destructive', startedAt });
    }
    const toldAtLook: number[] = [];
    await observeContainment(
      as(async (agentId) => {
        toldAtLook.push(await countOf('call_after_stop'));
        return showAgent(agentId);
      }),
    );
    expect(toldAtLook.filter((count) => count === 0)).toHaveLength(20);
    expect(toldAtLook[20]).toBe(heldCount);
    const breaches = await db.timelineEntry.findMany({ where: { incidentId, kind: 'call_after_stop' } });
    expect(new Set(breaches.map(({ data }) => Object(data).reason))).toEqual(new Set(['resumed_outside']));
  });
});
