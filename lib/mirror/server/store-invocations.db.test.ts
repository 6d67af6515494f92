import { expect, it } from 'vitest';
import { readWorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { storeInvocations } from '@/lib/mirror/server/store-invocations';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import type { XemInvocation } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const workspaceIdOf = await readWorkspaceResolver(db);

const rowCount = 400;
const rounds = 10;

function invocations(round: number): XemInvocation[] {
  return Array.from({ length: rowCount }, (_, index) => ({
    invocationId: `inv_${String(index).padStart(4, '0')}`,
    executionId: null,
    workspaceId: null,
    toolName: 'kubectl_get',
    agentId: null,
    risk: 'read',
    status: 'running',
    approvalId: null,
    arguments: null,
    createdAt: null,
    raw: { round },
  }));
}

const store = (items: XemInvocation[], observedAt: Date) =>
  db.$transaction((tx) => storeInvocations(tx, items, { observedAt, workspaceIdOf }));

it('stores the same calls from a poll and from hints at the same time, in whatever order they come', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const observedAt = new Date(Date.UTC(2026, 10, 22, 14, 0, round));
    const items = invocations(round);
    await Promise.all([
      store(items, observedAt),
      store(items.toReversed(), observedAt),
      store(
        items.toSorted((one, other) => one.invocationId.localeCompare(other.invocationId)),
        observedAt,
      ),
      store(items.toReversed(), observedAt),
    ]);
  }
  expect(await db.invocation.count()).toBe(rowCount);
  expect(await db.invocation.count({ where: { raw: { equals: { round: rounds - 1 } } } })).toBe(rowCount);
});

it('takes over another meaning of a word that XEM says as before', async () => {
  const [call] = invocations(0);
  if (call === undefined) throw new Error('there is no call');
  const known = { ...call, invocationId: 'inv_said_otherwise', status: 'awaiting_approval' };
  await store([known], new Date('2026-11-22T14:10:00Z'));
  await store([{ ...known, status: 'pending_approval' }], new Date('2026-11-22T14:10:05Z'));
  const where = { invocationId: 'inv_said_otherwise' };
  expect(await db.invocation.findUnique({ where })).toMatchObject({ status: 'pending_approval' });
});
