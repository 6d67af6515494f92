import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { Prisma } from '@/lib/db/generated/client';
import { totalOf } from '@/lib/executions/build-histogram';
import { searchableSuspicions } from '@/lib/executions/looks-wrong';
import { readExecution } from '@/lib/executions/server/read-execution';
import { readExecutionCounts } from '@/lib/executions/server/read-execution-counts';
import { readExecutionHistogram } from '@/lib/executions/server/read-execution-histogram';
import { readExecutions } from '@/lib/executions/server/read-executions';
import { withinTime } from '@/lib/executions/server/within-time';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const start = new Date('2026-11-22T10:00:00.000Z');
const context = testContext(db, { clock: manualClock(start), role: 'viewer' });
const minutesAgo = (count: number) => new Date(start.getTime() - count * 60_000);
const lastHour = { since: minutesAgo(60).toISOString() };

beforeEach(async () => {
  await db.execution.deleteMany();
  await db.approval.deleteMany();
});

const pairs = (facet: { values: { value: string; count: number }[] }) =>
  facet.values.map(({ value, count }) => [value, count]);

describe('counts by value', () => {
  beforeEach(async () => {
    await db.agent.deleteMany();
    await db.agent.create({
      data: {
        agentId: 'agt_1',
        name: 'xem-fleet-01',
        status: 'online',
        workspaceIds: [],
        tools: [],
        pausedWorkspaceIds: [],
        inFlight: [],
        raw: {},
        firstSeenAt: start,
        observedAt: start,
      },
    });
    for (const [status, toolName] of [
      ['failed', 'drain'],
      ['failed', 'get'],
      ['completed', 'get'],
      ['odd_word', 'get'],
    ] as const) {
      await arrangeExecution(context, { status, toolName, requestedBy: 'ada' });
    }
    await arrangeExecution(context, { status: 'failed', toolName: 'old', startedAt: minutesAgo(90) });
  });

  it('count every filter under all the others, most frequent first', async () => {
    const counts = await readExecutionCounts(context, { ...lastHour, status: ['failed'] });
    expect(pairs(counts.status)).toEqual([
      ['failed', 2],
      ['completed', 1],
      ['odd_word', 1],
    ]);
    expect(pairs(counts.tool)).toEqual([
      ['drain', 1],
      ['get', 1],
    ]);
    expect(counts).toMatchObject({
      total: 2,
      isTotalCapped: false,
      requestedBy: { values: [{ value: 'ada', count: 2 }], isCapped: false, isCut: false, isCounted: true },
      agentId: { values: [{ value: 'agt_1', name: 'xem-fleet-01', count: 2 }] },
    });
  });

  it('narrow each other where several are set', async () => {
    const counts = await readExecutionCounts(context, { ...lastHour, status: ['failed'], tool: ['get'] });
    expect(pairs(counts.status)).toEqual([
      ['completed', 1],
      ['failed', 1],
      ['odd_word', 1],
    ]);
    expect(pairs(counts.tool)).toEqual([
      ['drain', 1],
      ['get', 1],
    ]);
    expect(counts.total).toBe(1);
  });

  it('are none where nothing matches', async () => {
    const counts = await readExecutionCounts(context, { ...lastHour, tool: ['nothing'] });
    expect(counts).toMatchObject({ total: 0, status: { values: [], isCounted: true } });
  });

  it('say that there are more values than they tell, and always tell the chosen ones', async () => {
    await db.$executeRaw`
      INSERT INTO "Execution" ("executionId", status, risk, "agentId", raw, "occurredAt", "firstSeenAt", "observedAt")
      SELECT 'exe_' || number, 'completed', 'read', 'agt_' || 1000 + number % 300, '{}', ${minutesAgo(5)}, ${start}, ${start}
      FROM generate_series(1, 600) AS number`;
    const { agentId, tool } = await readExecutionCounts(context, lastHour);
    expect(agentId).toMatchObject({ isCut: true, isCapped: false });
    expect(agentId.values).toHaveLength(200);
    expect(tool.isCut).toBe(false);
    const narrowed = await readExecutionCounts(context, { ...lastHour, agentId: ['agt_1299'] });
    expect(narrowed.agentId).toMatchObject({ isCut: true });
    expect(pairs(narrowed.agentId)).toContainEqual(['agt_1299', 2]);
  });

  it('say that there are more than they count', async () => {
    await db.$executeRaw`
      INSERT INTO "Execution" ("executionId", status, risk, raw, "occurredAt", "firstSeenAt", "observedAt")
      SELECT 'exe_many_' || number, 'completed', 'read', '{}', ${minutesAgo(5)}, ${start}, ${start}
      FROM generate_series(1, 10500) AS number`;
    const counts = await readExecutionCounts(context, lastHour);
    expect(counts).toMatchObject({ total: 10_000, isTotalCapped: true, risk: { isCapped: true } });
    expect(counts.status.values[0]?.count).toBeLessThanOrEqual(10_000);
  });
});

describe('the histogram', () => {
  it('has every bar of the window with its calls by outcome', async () => {
    for (const [status, ago] of [
      ['completed', 1],
      ['failed', 1],
      ['timeout', 30],
      ['running', 30],
      ['odd_word', 59],
      ['completed', 61],
    ] as const) {
      await arrangeExecution(context, { status, startedAt: minutesAgo(ago) });
    }
    const { buckets, bucketMs, since, until } = await readExecutionHistogram(context, lastHour);
    expect({ bucketMs, since, until }).toEqual({
      bucketMs: 60_000,
      since: lastHour.since,
      until: start.toISOString(),
    });
    expect(buckets).toHaveLength(60);
    const counted = buckets?.filter(({ counts }) => totalOf(counts) > 0);
    expect(counted).toEqual([
      { at: minutesAgo(59).toISOString(), counts: { ...none, unclear: 1 } },
      { at: minutesAgo(30).toISOString(), counts: { ...none, failed: 1, open: 1 } },
      { at: minutesAgo(1).toISOString(), counts: { ...none, failed: 1, completed: 1 } },
    ]);
  });

  it('moves with the moment at which it is asked, as list and counts do', async () => {
    await arrangeExecution(context, { startedAt: minutesAgo(50) });
    await arrangeExecution(context, { startedAt: minutesAgo(5) });
    const clock = manualClock(start);
    const later = { ...context, clock };
    const filter = { lastSeconds: 3_600 };
    const seen = async () => [
      (await readExecutions(later, { ...filter, limit: 50 })).data.length,
      (await readExecutionCounts(later, filter)).total,
      (await readExecutionHistogram(later, filter)).buckets?.filter(({ counts }) => totalOf(counts) > 0)
        .length,
    ];
    expect(await seen()).toEqual([2, 2, 2]);
    clock.advance(30 * 60_000);
    expect(await seen()).toEqual([1, 1, 1]);
    expect((await readExecutionHistogram(later, filter)).until).toBe(clock.now().toISOString());
  });

  it('counts what the filter matches, and the last 90 days without a window', async () => {
    await arrangeExecution(context, { toolName: 'drain', startedAt: minutesAgo(60 * 24 * 80) });
    await arrangeExecution(context, { toolName: 'get' });
    await arrangeExecution(context, { toolName: 'drain', startedAt: minutesAgo(60 * 24 * 100) });
    const { buckets } = await readExecutionHistogram(context, { tool: ['drain'] });
    expect(buckets?.map(({ counts }) => totalOf(counts)).filter((count) => count > 0)).toEqual([1]);
  });
});

const none = { completed: 0, failed: 0, open: 0, stopped: 0, unclear: 0 };

describe('what is wrong with executions', () => {
  const approval = (
    approvalId: string,
    overrides: { status: string; resolvedAt?: Date; invocationId?: string },
  ) =>
    db.approval.create({
      data: { approvalId, raw: {}, firstSeenAt: start, observedAt: start, ...overrides },
    });

  it('is found by the database as the page says it', async () => {
    const gated = { risk: 'destructive', startedAt: minutesAgo(10) };
    await approval('apr_ok', { status: 'approved', resolvedAt: minutesAgo(11) });
    await approval('apr_late', { status: 'approved', resolvedAt: minutesAgo(9) });
    await approval('apr_no', { status: 'rejected' });
    await approval('apr_wait', { status: 'escalated', invocationId: 'inv_wait' });
    await approval('apr_odd', { status: 'odd_word' });
    const open = { status: 'running', startedAt: minutesAgo(20) };
    const rows = [
      { executionId: 'asked', ...gated, approvalId: 'apr_ok' },
      { executionId: 'late', ...gated, approvalId: 'apr_late' },
      { executionId: 'refused', ...gated, approvalId: 'apr_no' },
      { executionId: 'waiting', ...gated, invocationId: 'inv_wait' },
      { executionId: 'odd', ...gated, approvalId: 'apr_odd' },
      { executionId: 'unread', ...gated, approvalId: 'apr_unread' },
      { executionId: 'unasked', ...gated },
      { executionId: 'read', risk: 'read' },
      { executionId: 'hanging', ...open },
      { executionId: 'allowed', ...open, raw: { timeout_ms: 3_600_000 } },
      { executionId: 'short', ...open, startedAt: minutesAgo(2), raw: { timeout_ms: 60_000 } },
      { executionId: 'untimed', ...open, raw: { timeout_ms: 'soon' } },
      { executionId: 'ended', ...open, status: 'completed' },
    ];
    for (const row of rows) await arrangeExecution(context, row);
    for (const suspicion of searchableSuspicions) {
      const { data } = await readExecutions(context, { suspicion: [suspicion], limit: 50 });
      const byRule: string[] = [];
      for (const { executionId } of rows) {
        const { suspicions } = await readExecution(context, { executionId });
        if (suspicions.includes(suspicion)) byRule.push(executionId);
      }
      expect(byRule.length).toBeGreaterThan(0);
      expect([suspicion, data.map(({ executionId }) => executionId).toSorted()]).toEqual([
        suspicion,
        byRule.toSorted(),
      ]);
    }
  });
});

describe('a count that takes too long', () => {
  it('is given up, and the connection serves the next', async () => {
    expect(await withinTime(db, 20, Prisma.sql`SELECT pg_sleep(5)::text`)).toBeNull();
    expect(await withinTime(db, 2_000, Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  it('is not confused with a query that is wrong', async () => {
    await expect(withinTime(db, 2_000, Prisma.sql`SELECT no_such_column`)).rejects.toThrow();
  });
});
