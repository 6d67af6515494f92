import { beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { extendHolds } from '@/lib/containment/server/extend-holds';
import { handOverHolds } from '@/lib/containment/server/hand-over-holds';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readContainment } from '@/lib/containment/server/read-containment';
import { releaseHold } from '@/lib/containment/server/release-hold';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { changePhase } from '@/lib/incidents/server/change-phase';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const labAgents = ['agt_4c1d7e02ab90', 'agt_xem_lab_01', 'agt_xem_lab_02'];

beforeAll(() => fleet.mirror());

const ref = ({ number }: Incident) => incidentRefOf(number);
const holdLab = (incident: Incident) =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({
      rung: 'workspace',
      workspaceId: lab,
      confirmName: 'lab',
      seenAgentIds: labAgents,
      reason: 'deletes without approval',
    }),
    incidentRef: ref(incident),
  });
const holdAgent = (incident: Incident, agentId: string) =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' }),
    incidentRef: ref(incident),
  });
const handOver = (from: Incident, to: Incident, context = fleet.as('commander')) =>
  handOverHolds(context, { incidentRef: ref(from), toIncidentRef: ref(to), reason: 'one cause' });
const two = async () =>
  [await arrangeIncident(fleet.as('responder')), await arrangeIncident(fleet.as('responder'))] as const;
const close = (incident: Incident) =>
  changePhase(fleet.as('commander'), { incidentRef: ref(incident), phase: 'closed', reason: 'one cause' });

describe('handing holds to another incident', () => {
  it('never asks XEM to resume, and lets the first one close', async () => {
    const [from, to] = await two();
    const hold = await holdLab(from);
    await fleet.settle();
    await fleet.mirror();
    const before = await db.agentScope.findMany({ where: { desired: 'paused' }, orderBy: { id: 'asc' } });
    await expect(close(from)).rejects.toMatchObject({ code: 'conflict' });

    const { holds } = await handOver(from, to);
    expect(holds).toMatchObject([
      { incidentRef: ref(to), rung: 'workspace', workspaceId: lab, releasedAt: null },
    ]);
    expect(holds[0]?.activeScopeIds).toHaveLength(3);
    // Stopped from the first moment, as far as the other incident is concerned.
    expect(holds[0]?.receipt).toMatchObject({ allObservedAt: expect.any(String), inFlightAtStopCount: 0 });
    // Not one scope was asked anything of: the generation would have moved.
    expect(await db.agentScope.findMany({ where: { desired: 'paused' }, orderBy: { id: 'asc' } })).toEqual(
      before,
    );
    expect(await db.hold.findUniqueOrThrow({ where: { id: hold.holdId } })).toMatchObject({
      releaseReason: `Handed over to ${ref(to)}: one cause`,
    });
    const told = await db.timelineEntry.findMany({
      where: { incidentId: { in: [from.id, to.id] }, text: { contains: 'one cause' } },
      orderBy: { recordedAt: 'asc' },
    });
    expect(told).toMatchObject([
      { incidentId: to.id, kind: 'hold_placed', data: { handedOverFrom: ref(from) } },
      {
        incidentId: from.id,
        kind: 'hold_released',
        data: { isWhole: true, scopes: [{ resumes: false }, {}, {}] },
      },
    ]);
    expect(await close(from)).toMatchObject({ phase: 'closed' });
    await releaseHold(fleet.as('commander'), {
      incidentRef: ref(to),
      holdId: holds[0]?.holdId ?? '',
      reason: 'template fixed',
    });
    await fleet.settle();
    expect(await db.agentScope.count({ where: { desired: 'paused' } })).toBe(0);
  });

  it('takes all of it over at one instant, however long that takes', async () => {
    const [from, to] = await two();
    await holdLab(from);
    await fleet.settle();
    const ticking = manualClock(fleet.clock.now());
    const clock = {
      now() {
        ticking.advance(1);
        return ticking.now();
      },
    };
    const { holds } = await handOver(from, to, { ...fleet.as('commander'), clock });
    fleet.clock.advance(60_000);
    expect(holds[0]?.receipt).toMatchObject({ allObservedAt: expect.any(String) });
    const { scopes } = await readContainment(fleet.as('viewer'), { incidentRef: ref(to) });
    expect(scopes.map(({ joinedAt }) => joinedAt)).toEqual([null, null, null]);
    await releaseHold(fleet.as('commander'), {
      incidentRef: ref(to),
      holdId: holds[0]?.holdId ?? '',
      reason: 'template fixed',
    });
    await fleet.settle();
  });

  it('joins the equal hold that the other incident has, once', async () => {
    const [from, to] = await two();
    const agentId = 'agt_xem_fleet_02';
    await holdAgent(from, agentId);
    const theirs = await holdAgent(to, agentId);
    await fleet.settle();
    const { holds } = await handOver(from, to);
    expect(holds.map(({ holdId }) => holdId)).toEqual([theirs.holdId]);
    expect(await db.hold.count({ where: { incidentId: to.id, releasedAt: null } })).toBe(1);
    await releaseHold(fleet.as('commander'), {
      incidentRef: ref(to),
      holdId: theirs.holdId,
      reason: 'fixed',
    });
    await fleet.settle();
    expect((await fleet.xem().showAgent(agentId)).isPaused).toBe(false);
  });

  it('keeps released what somebody has released before', async () => {
    const [from, to] = await two();
    const hold = await holdLab(from);
    const freed = await db.agentScope.findFirstOrThrow({
      where: { agentId: 'agt_xem_lab_01', workspaceId: lab },
    });
    await releaseHold(fleet.as('commander'), {
      incidentRef: ref(from),
      holdId: hold.holdId,
      scopeIds: [freed.id],
      reason: 'harmless',
    });
    const { holds } = await handOver(from, to);
    expect(holds[0]?.activeScopeIds).toHaveLength(2);
    await extendHolds(fleet.as('admin'));
    expect(await db.agentScope.findUniqueOrThrow({ where: { id: freed.id } })).toMatchObject({
      desired: 'running',
    });
    await releaseHold(fleet.as('commander'), {
      incidentRef: ref(to),
      holdId: holds[0]?.holdId ?? '',
      reason: 'fixed',
    });
  });

  it('is for commanders, happens once, and only to an open incident', async () => {
    const [from, to] = await two();
    await holdAgent(from, 'agt_xem_fleet_04');
    for (const role of ['viewer', 'responder'] as const) {
      await expect(handOver(from, to, fleet.as(role))).rejects.toMatchObject({ code: 'not_allowed' });
    }
    await expect(handOver(from, from)).rejects.toMatchObject({ code: 'invalid_input' });
    const closed = await arrangeIncident(fleet.as('responder'), { phase: 'closed' });
    await expect(handOver(from, closed)).rejects.toMatchObject({ code: 'conflict' });
    const both = await Promise.allSettled([handOver(from, to), handOver(from, to)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.hold.count({ where: { incidentId: to.id, releasedAt: null } })).toBe(1);
  });

  it('waits for a release that is under way', async () => {
    const [from, to] = await two();
    const hold = await holdAgent(from, 'agt_e7b24190cf36');
    await db.release.create({
      data: {
        incidentId: from.id,
        holdId: hold.holdId,
        state: 'waiting',
        reason: 'template fixed',
        rule: 'any_failure',
        watchMinutes: 5,
        isAutomatic: true,
        review: {},
        needsSecond: true,
        askedById: 'somebody',
        askedByName: 'Somebody',
        askedAt: fleet.clock.now(),
      },
    });
    await expect(handOver(from, to)).rejects.toMatchObject({ code: 'conflict' });
    await expect(close(from)).rejects.toMatchObject({ code: 'conflict' });
    expect(await db.hold.count({ where: { incidentId: to.id } })).toBe(0);
  });
});
