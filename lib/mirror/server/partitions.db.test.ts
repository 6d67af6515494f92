import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { storeExecutions } from '@/lib/mirror/server/store-executions';
import { tendPartitions } from '@/lib/mirror/server/tend-partitions';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import type { XemExecution } from '@/lib/xem/xem';
import { applyMigrations } from '@/scripts/lib/apply-migrations';

const db = await connectTestDatabase();
const context = testContext(db);

function execution(given: Partial<XemExecution> & { executionId: string }): XemExecution {
  return {
    invocationId: null,
    workspaceId: null,
    toolName: 'fs.read',
    agentId: null,
    risk: null,
    status: 'running',
    exitCode: null,
    arguments: null,
    output: null,
    error: null,
    approvalId: null,
    chatId: null,
    branchId: null,
    requestedBy: null,
    startedAt: null,
    completedAt: null,
    durationMs: null,
    raw: { given },
    ...given,
  };
}

const workspaceIdOf = <Name extends string | null>(name: Name) => name;

const store = (rows: XemExecution[], observedAt = context.clock.now()) =>
  db.$transaction((tx) => storeExecutions(tx, rows, { observedAt, workspaceIdOf }));

const partitionOf = async (executionId: string) => {
  const rows = await db.$queryRaw<{ partition: string }[]>`
    SELECT tableoid::regclass::text AS partition FROM "Execution" WHERE "executionId" = ${executionId}`;
  return rows.map(({ partition }) => partition.replaceAll('"', ''));
};

const monthsAgo = (count: number) => {
  const now = context.clock.now();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, 15));
};
const nameOf = (at: Date) => `Execution_${at.toISOString().slice(0, 7).replace('-', '_')}`;

describe('executions by month', () => {
  it('move when their time becomes known, and are there once', async () => {
    await tendPartitions(context);
    const executionId = crypto.randomUUID();
    const firstSeenAt = context.clock.now();
    await store([execution({ executionId })], firstSeenAt);
    expect(await partitionOf(executionId)).toEqual([nameOf(context.clock.now())]);
    await store([execution({ executionId, startedAt: monthsAgo(5) })]);
    expect(await partitionOf(executionId)).toEqual(['Execution_default']);
    expect(await db.execution.findFirst({ where: { executionId } })).toMatchObject({
      occurredAt: monthsAgo(5),
      firstSeenAt,
    });
  });

  it('are stored once by many writers at the same time', async () => {
    const ids = Array.from({ length: 20 }, () => crypto.randomUUID());
    const written = await Promise.all(
      Array.from({ length: 8 }, (_, writer) =>
        store(
          ids.map((executionId) => execution({ executionId, startedAt: monthsAgo(writer % 3), raw: {} })),
        ),
      ),
    );
    expect(Math.max(...written)).toBe(ids.length);
    expect(await db.execution.count({ where: { executionId: { in: ids } } })).toBe(ids.length);
  });

  it('leave the default partition when their month is made, which is made once by many', async () => {
    const executionId = crypto.randomUUID();
    await store([execution({ executionId, startedAt: monthsAgo(7) })]);
    expect(await partitionOf(executionId)).toEqual(['Execution_default']);
    await Promise.all([tendPartitions(context), tendPartitions(context), tendPartitions(context)]);
    expect(await partitionOf(executionId)).toEqual([nameOf(monthsAgo(7))]);
    await store([
      execution({ executionId, startedAt: monthsAgo(7), status: 'completed', raw: { over: true } }),
    ]);
    expect(await db.execution.findMany({ where: { executionId } })).toMatchObject([{ status: 'completed' }]);
  });

  it('stay in the default partition where no router should be', async () => {
    const executionId = crypto.randomUUID();
    await store([execution({ executionId, startedAt: new Date('2091-01-01T00:00:00Z') })]);
    await tendPartitions(context);
    expect(await partitionOf(executionId)).toEqual(['Execution_default']);
  });

  it('keep what is known when the same observation or an older one comes again', async () => {
    const given = execution({ executionId: crypto.randomUUID(), startedAt: monthsAgo(0), output: 'whole' });
    expect(await store([given])).toBe(1);
    expect(await store([given])).toBe(0);
    const older = new Date(context.clock.now().getTime() - 1_000);
    expect(await store([{ ...given, status: 'queued', raw: {} }], older)).toBe(0);
    expect(await store([{ ...given, output: null, raw: { sparse: true } }])).toBe(1);
    expect(await db.execution.findFirst({ where: { executionId: given.executionId } })).toMatchObject({
      status: 'running',
      output: 'whole',
    });
  });
});

describe('the migration to partitions', () => {
  it('carries every execution over', async () => {
    const { serverUrl } = inject('testDatabase');
    const name = `carry_${crypto.randomUUID().replaceAll('-', '')}`;
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'));
    const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
    await query(serverUrl, `create database ${name}`);
    try {
      const all = readdirSync('prisma/migrations').sort();
      const before = all.slice(0, all.indexOf('20261122230000_partition_executions'));
      for (const entry of [...before, 'migration_lock.toml']) {
        cpSync(join('prisma/migrations', entry), join(folder, entry), { recursive: true });
      }
      await applyMigrations(url, folder);
      await query(
        url,
        `insert into "Execution" ("executionId", status, raw, "occurredAt", "firstSeenAt", "observedAt")
         select 'exe_' || n, 'completed', '{}'::jsonb, now() - n * interval '9 days', now(), now()
         from generate_series(0, 99) as n
         union all select 'exe_early', 'odd', '{}', '1971-01-01', now(), now()`,
      );
      await applyMigrations(url);
      const [counts] = await query(
        url,
        `select count(*)::int as rows, count(distinct "executionId")::int as ids,
           count(distinct tableoid) > 25 as is_spread, count(*) filter (where "executionId" = 'exe_early'
             and tableoid = '"Execution_default"'::regclass)::int as odd from "Execution"`,
      );
      expect(counts).toEqual({ rows: 101, ids: 101, is_spread: true, odd: 1 });
    } finally {
      await query(serverUrl, `drop database ${name} with (force)`);
      rmSync(folder, { recursive: true });
    }
  });
});

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
