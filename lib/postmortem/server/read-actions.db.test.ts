import { expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { readActions } from '@/lib/postmortem/server/read-actions';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { appendEntry } from '@/lib/timeline/server/append-entry';

const db = await connectTestDatabase();
const clock = manualClock(new Date('2026-11-22T14:00:00Z'));
const context = testContext(db, { role: 'commander', clock });

it('a hold stands with its receipt, as the log corrected it last', async () => {
  const { id: incidentId } = await arrangeIncident(context);
  const placed = { placedById: 'x', placedByName: 'Cleo', placedAt: clock.now() };
  const hold = { incidentId, rung: 'agent' as const, agentId: 'agt_1', reason: 'deletes without approval' };
  const { id: holdId } = await db.hold.create({ data: { ...hold, ...placed } });
  const [before] = await readActions(db, incidentId, [], []);
  expect(before).toMatchObject({ what: 'Held agent agt_1', outcome: null });

  for (const [durationMs, landedAfterCount] of [
    [4_000, 0],
    [31_400, 1],
  ]) {
    const data = { holdId, durationMs, inFlightAtStopCount: 3, landedAfterCount, startedAfterCount: 0 };
    await db.$transaction((tx) =>
      appendEntry(context, tx, { incidentId, kind: 'stop_contained', source: 'containment', data }),
    );
  }
  const [action] = await readActions(db, incidentId, [], []);
  expect(action?.outcome).toBe(
    'contained after 31 s; 3 in flight at the stop, 1 landed and 0 started after it',
  );
});
