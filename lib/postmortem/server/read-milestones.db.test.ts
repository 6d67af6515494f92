import { expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { readContainment } from '@/lib/postmortem/server/read-milestones';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { appendEntry, type NewEntry } from '@/lib/timeline/server/append-entry';

const db = await connectTestDatabase();
const placedAt = new Date('2026-11-22T14:00:00Z');
const context = testContext(db, { role: 'commander', clock: manualClock(placedAt) });
const after = (seconds: number) => new Date(placedAt.getTime() + seconds * 1_000);

type Receipt = { acceptedAt?: Date; observedAt?: Date; drainedAt?: Date; releasedAt?: Date };

/** A hold with one agent a receipt, as the log and the tables have it. */
async function held(incidentId: string, receipts: Receipt[], overrides: { releasedAt?: Date } = {}) {
  const hold = await db.hold.create({
    data: {
      incidentId,
      rung: 'all',
      reason: 'deletes without approval',
      placedById: 'x',
      placedByName: 'Cleo',
      placedAt,
      ...overrides,
    },
  });
  for (const receipt of receipts) {
    const scope = await db.agentScope.create({
      data: {
        agentId: crypto.randomUUID(),
        desired: 'paused',
        progress: 'observed',
        requestedAt: placedAt,
      },
    });
    await db.holdTarget.create({
      data: { holdId: hold.id, scopeId: scope.id, sources: [], addedAt: placedAt, ...receipt },
    });
  }
  await tell(incidentId, { kind: 'hold_placed', data: { holdId: hold.id } });
  return hold.id;
}

const tell = (incidentId: string, entry: Omit<NewEntry, 'incidentId' | 'source'>) =>
  db.$transaction((tx) => appendEntry(context, tx, { incidentId, source: 'containment', ...entry }));

it('the containment is that of the last agent, by what is proven of all', async () => {
  const { id } = await arrangeIncident(context);
  expect(await readContainment(db, id)).toBeNull();
  const drained = { acceptedAt: after(1), observedAt: after(2), drainedAt: after(9) };
  const holdId = await held(id, [drained, { acceptedAt: after(3) }]);
  await tell(id, { kind: 'scope_drained', happenedAt: after(9) });
  expect(await readContainment(db, id)).toEqual({ at: after(3), basis: 'accepted' });
  await db.holdTarget.updateMany({ where: { holdId, drainedAt: null }, data: { observedAt: after(5) } });
  expect(await readContainment(db, id)).toEqual({ at: after(5), basis: 'observed' });
  await tell(id, { kind: 'stop_contained', happenedAt: after(31), data: { holdId } });
  expect(await readContainment(db, id)).toEqual({ at: after(31), basis: 'drained' });
  await tell(id, { kind: 'stop_contained', happenedAt: after(44), data: { holdId } });
  expect(await readContainment(db, id)).toEqual({ at: after(44), basis: 'drained' });
});

it('every hold from before the first release counts, save one that was given up unasked', async () => {
  const { id } = await arrangeIncident(context);
  const drained = { acceptedAt: after(1), observedAt: after(2), drainedAt: after(9) };
  const first = await held(id, [drained]);
  await held(id, [{ releasedAt: after(4) }], { releasedAt: after(4) });
  await tell(id, { kind: 'stop_contained', happenedAt: after(9), data: { holdId: first } });
  expect(await readContainment(db, id)).toEqual({ at: after(9), basis: 'drained' });
  await held(id, [{ acceptedAt: after(6), observedAt: after(7) }]);
  expect(await readContainment(db, id)).toEqual({ at: after(7), basis: 'observed' });
});

it('a stop after the first release changes nothing', async () => {
  const { id } = await arrangeIncident(context);
  const holdId = await held(id, [{ acceptedAt: after(1), observedAt: after(2), drainedAt: after(9) }]);
  await tell(id, { kind: 'stop_contained', happenedAt: after(9), data: { holdId } });
  await tell(id, { kind: 'hold_released', data: { holdId } });
  const again = await held(id, [{ acceptedAt: after(61), observedAt: after(62) }]);
  await tell(id, { kind: 'stop_contained', happenedAt: after(90), data: { holdId: again } });
  expect(await readContainment(db, id)).toEqual({ at: after(9), basis: 'drained' });
});
