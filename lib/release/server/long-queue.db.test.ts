import { expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readDrain } from '@/lib/containment/server/read-drain';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const context = testContext(db, { role: 'commander' });

/** Twice as many, for the two ids of each, are more than one statement of PostgreSQL can carry. */
const longQueue = 17_000;

it('stops, drains and reviews a queue of any length, and sends a part of it with the count of all', async () => {
  const now = context.clock.now();
  const seen = { raw: {}, firstSeenAt: now, observedAt: now };
  await db.agent.create({ data: { ...seen, agentId: 'agt_1', name: 'fleet-01', status: 'active' } });
  await db.$executeRaw`
    INSERT INTO "Invocation" ("invocationId", "executionId", "approvalId", "agentId", "workspaceId", "toolName", risk,
      status, "createdAt", raw, "firstSeenAt", "observedAt")
    SELECT 'inv_' || number, 'exe_' || number, 'apr_' || number, 'agt_1', 'ws_1', 'mail_send',
      CASE WHEN number = 1 THEN 'destructive' ELSE 'write' END, 'queued', ${now}, '{}', ${now}, ${now}
    FROM generate_series(1, ${longQueue}) AS number`;
  const { number } = await arrangeIncident(context);
  const incidentRef = incidentRefOf(number);
  const input = placeHoldInput.parse({ rung: 'agent', agentId: 'agt_1', reason: 'deletes without approval' });
  const { holdId } = await placeHold(context, { ...input, incidentRef });

  const board = await readDrain(context, { incidentRef });
  expect(board.queuedCount).toBe(longQueue);
  expect(board.scopes[0]?.calls).toHaveLength(25);
  const review = await readReleaseReview(context, { incidentRef, holdId });
  expect(review).toMatchObject({ queuedCount: longQueue, dangerousCount: 1 });
  expect(review.queued).toHaveLength(200);
  expect(review.seen.dangerousIds).toEqual(['inv_1']);
});
