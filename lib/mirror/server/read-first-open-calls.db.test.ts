import { beforeAll, expect, it } from 'vitest';
import { readFirstOpenCalls } from '@/lib/mirror/server/read-first-open-calls';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const { clock } = testContext(db);
const agentId = 'agt_1';

beforeAll(async () => {
  const now = clock.now().getTime();
  const older = ['pending_approval', 'pending_approval', 'queued', 'queued', 'completed'];
  await db.invocation.createMany({
    data: [...older, 'running', 'a_new_word'].map((status, index) => ({
      invocationId: `inv_${index}`,
      agentId,
      status,
      createdAt: new Date(now + index * 1_000),
      raw: {},
      firstSeenAt: clock.now(),
      observedAt: clock.now(),
    })),
  });
});

it.each([
  [1, ['running']],
  [3, ['running', 'a_new_word', 'queued']],
  [9, ['running', 'a_new_word', 'queued', 'queued', 'pending_approval', 'pending_approval']],
])('the first %i leave out what waits longest before what runs', async (limit, statuses) => {
  const calls = await readFirstOpenCalls(db, { agentId }, limit);
  expect(calls.map(({ status }) => status)).toEqual(statuses);
});
