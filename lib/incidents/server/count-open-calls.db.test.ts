import { expect, it } from 'vitest';
import { countOpenCalls } from '@/lib/incidents/server/count-open-calls';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const context = testContext(db, { role: 'commander' });
const now = new Date();

it('counts calls by their stage, with words that nobody knows as in flight', async () => {
  const statuses = [
    'running',
    'dispatched',
    'compacting',
    'queued',
    'pending_approval',
    'completed',
    'cancelled',
  ];
  await db.invocation.createMany({
    data: statuses.map((status) => ({
      invocationId: `inv_${status}`,
      agentId: 'agt_counted',
      status,
      raw: {},
      firstSeenAt: now,
      observedAt: now,
    })),
  });
  const { id } = await arrangeIncident(context);
  const counted = (agentIds: string[]) => countOpenCalls(db, id, { agentIds, workspaceIds: [] });
  expect(await counted(['agt_counted'])).toMatchObject({ inFlight: 3, queued: 1 });
  expect(await counted([])).toMatchObject({ inFlight: 0, queued: 0 });
});
