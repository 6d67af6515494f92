import { expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { areFactsDue } from '@/lib/timeline/server/are-facts-due';
import { recordFacts } from '@/lib/timeline/server/record-facts';

const db = await connectTestDatabase();
const clock = manualClock(new Date());
const context = testContext(db, { clock });

it('facts are looked for at least every ten seconds, and at once when something becomes a subject', async () => {
  expect(await areFactsDue(context)).toBe(true);
  const { id: incidentId } = await arrangeIncident(context);
  await recordFacts(context);
  clock.advance(9_000);
  expect(await areFactsDue(context)).toBe(false);
  clock.advance(1_000);
  expect(await areFactsDue(context)).toBe(true);

  await recordFacts(context);
  clock.advance(1_000);
  expect(await areFactsDue(context)).toBe(false);
  await db.incidentSubject.create({
    data: {
      incidentId,
      kind: 'agent',
      subjectId: 'agt_1',
      attachedById: 'ada',
      attachedByName: 'Ada',
      attachedAt: clock.now(),
    },
  });
  expect(await areFactsDue(context)).toBe(true);

  // What was noted a moment before may be committed a moment after.
  await recordFacts(context);
  expect(await areFactsDue(context)).toBe(true);
  for (let seconds = 0; seconds < 18; seconds += 6) {
    clock.advance(6_000);
    await recordFacts(context);
  }
  expect(await areFactsDue(context)).toBe(false);
});
