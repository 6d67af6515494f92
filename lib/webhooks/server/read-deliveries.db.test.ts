import { expect, test } from 'vitest';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { listDeliveriesEndpoint } from '@/lib/webhooks/endpoints';
import { forgetDeliveries } from '@/lib/webhooks/server/forget-deliveries';
import { readDeliveries } from '@/lib/webhooks/server/read-deliveries';
import { readDelivery } from '@/lib/webhooks/server/read-delivery';
import { readIntake } from '@/lib/webhooks/server/read-intake';

const db = await connectTestDatabase();
const context = testContext(db, { role: 'viewer' });
const now = new Date();
const minute = 60_000;

await db.webhookDelivery.createMany({
  data: Array.from({ length: 25 }, (_, index) => ({
    eventId: `evt_${String(index).padStart(2, '0')}`,
    type: index % 2 === 0 ? 'exec.completed' : 'exec.failed',
    invocationId: 'inv_1',
    // Many in one instant, as they come.
    receivedAt: new Date(now.getTime() - Math.floor(index / 10) * minute),
    lastReceivedAt: now,
    signedBy: 'environment',
    bodyBytes: 2,
    body: { n: index },
    fate: index % 5 === 0 ? ('failed' as const) : ('applied' as const),
  })),
});
const read = (query: Record<string, unknown>) =>
  readDeliveries(context, listDeliveriesEndpoint.query.parse(query));

test('pages come newest first and lose or repeat nothing', async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await read({ limit: 4, ...(cursor && { cursor }) });
    seen.push(...page.data.map(({ eventId }) => eventId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(25);
  expect(seen.slice(0, 2)).toEqual(['evt_09', 'evt_08']);
  expect(seen.at(-1)).toBe('evt_20');
});

test('they are found by fate and type', async () => {
  expect((await read({ fates: ['failed'] })).data).toHaveLength(5);
  expect((await read({ fates: ['failed'], types: ['exec.failed'] })).data).toHaveLength(2);
  expect((await readIntake(context)).types).toEqual(['exec.completed', 'exec.failed']);
});

test('a call that the mirror knows is named by its execution', async () => {
  await db.invocation.create({
    data: {
      invocationId: 'inv_1',
      executionId: 'exe_1',
      status: 'running',
      raw: {},
      firstSeenAt: now,
      observedAt: now,
    },
  });
  expect((await read({ limit: 1 })).data[0]?.about).toMatchObject({
    invocationId: 'inv_1',
    executionId: 'exe_1',
  });
});

test('one is read with its body, and none that is not there', async () => {
  expect(await readDelivery(context, { eventId: 'evt_03' })).toMatchObject({ body: { n: 3 }, bodyBytes: 2 });
  await expect(readDelivery(context, { eventId: 'evt_x' })).rejects.toMatchObject({ code: 'not_found' });
});

test('refusals of the last week are told by reason, and old ones forgotten with old deliveries', async () => {
  const day = (ago: number) =>
    new Date(new Date(now.getTime() - ago * 24 * 60 * minute).toISOString().slice(0, 10));
  const refusal = (ago: number, refusedCount: number) => ({
    day: day(ago),
    reason: 'wrong_signature',
    refusedCount,
    firstAt: day(ago),
    lastAt: day(ago),
  });
  await db.webhookRefusal.createMany({
    data: [refusal(0, 2), refusal(3, 5), refusal(12, 100), refusal(40, 1)],
  });
  expect((await readIntake(context)).refusals).toMatchObject([
    { reason: 'wrong_signature', refusedCount: 7 },
  ]);
  await db.webhookDelivery.update({
    where: { eventId: 'evt_00' },
    data: { receivedAt: new Date(now.getTime() - 8 * 24 * 60 * minute) },
  });
  await forgetDeliveries(context);
  expect(await db.webhookDelivery.count()).toBe(24);
  expect(await db.webhookRefusal.count()).toBe(3);
});
