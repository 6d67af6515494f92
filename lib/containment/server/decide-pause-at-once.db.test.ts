import { describe, expect, it, vi } from 'vitest';
import { adoptPause } from '@/lib/containment/server/adopt-pause';
import { dismissPause } from '@/lib/containment/server/dismiss-pause';
import { standingKeyOf } from '@/lib/containment/server/find-outside-pause';
import { isAppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const context = testContext(db);
const reason = 'seen in the console of XEM';
const attached = { attachedById: 'x', attachedByName: 'X', attachedAt: context.clock.now() };

async function arrangePause(agentId: string, incidentIds: string[]): Promise<string> {
  await db.incidentSubject.createMany({
    data: incidentIds.map((incidentId) => ({ incidentId, kind: 'agent', subjectId: agentId, ...attached })),
  });
  const serving = {
    workspaceId: 'ws_billing',
    source: 'execution' as const,
    observedAt: context.clock.now(),
  };
  await db.workspaceAgent.create({ data: { ...serving, agentId } });
  const { id } = await db.outsidePause.create({
    data: {
      agentId,
      kind: 'outside',
      standingKey: standingKeyOf(agentId, ''),
      noticedAt: context.clock.now(),
    },
  });
  return id;
}

/** Starts all of `decisions`, one after the other, while nobody can get at the pause; then lets go of it. */
async function atOnce(pauseId: string, decisions: (() => Promise<unknown>)[]) {
  const { pressed } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "OutsidePause" WHERE id = ${pauseId}::uuid FOR UPDATE`;
    const started: Promise<unknown>[] = [];
    for (const decide of decisions) {
      started.push(decide());
      await vi.waitFor(async () => expect(await countBlocked()).toBe(started.length), { interval: 2 });
    }
    return { pressed: Promise.allSettled(started) };
  });
  return pressed;
}

async function countBlocked(): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return rows[0]?.count ?? 0;
}

describe('two people who decide about one pause in the same moment', () => {
  it('never wait for each other in vain: one wins, and the other is told so', async () => {
    const earlier = await arrangeIncident(context);
    const own = await arrangeIncident(context);
    const later = await arrangeIncident(context);
    for (let round = 0; round < 12; round += 1) {
      const agentId = `agt_${round}`;
      const pauseId = await arrangePause(agentId, [earlier.id, own.id, later.id]);
      const adopt = () => adoptPause(context, { pauseId, incidentRef: incidentRefOf(own.number), reason });
      const dismiss = () => dismissPause(context, { pauseId, reason });
      const isAdoptFirst = round % 2 === 0;
      const answers = await atOnce(pauseId, isAdoptFirst ? [adopt, dismiss] : [dismiss, adopt]);
      const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
      expect(lost.map((error) => (isAppError(error) ? error.code : error))).toEqual(['conflict']);
      const { decision, endedAt } = await db.outsidePause.findUniqueOrThrow({ where: { id: pauseId } });
      const isAdopted = answers[isAdoptFirst ? 0 : 1]?.status === 'fulfilled';
      expect(decision).toBe(isAdopted ? 'adopted' : 'wanted');
      expect(endedAt !== null).toBe(isAdopted);
      expect(await db.hold.count({ where: { agentId } })).toBe(isAdopted ? 1 : 0);
      const told = await db.timelineEntry.findMany({
        where: { kind: 'pause_decided', data: { path: ['agentId'], equals: agentId } },
        select: { incidentId: true },
      });
      expect(told.map(({ incidentId }) => incidentId).sort()).toEqual([earlier.id, own.id, later.id].sort());
    }
  });
});
