import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { GET as getMetrics } from '@/app/metrics/route';
import { GET as getReadyz } from '@/app/readyz/route';
import { systemClock } from '@/lib/clock';
import { connectDatabase } from '@/lib/db/client';
import { enqueue } from '@/lib/jobs/server/enqueue';
import { exposition } from '@/lib/operations/exposition';
import { readMetrics } from '@/lib/operations/server/read-metrics';
import { readReadiness } from '@/lib/operations/server/read-readiness';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const context = testContext(db);
const away = {
  db: connectDatabase('postgres://nobody@127.0.0.1:1/nothing'),
  clock: systemClock,
  logger: pino({ level: 'silent' }),
};

/** Invocations of an hour are missing, and older history is being read. */
async function arrangeCatchUp(): Promise<void> {
  const now = context.clock.now();
  const hourAgo = new Date(now.getTime() - 3_600_000);
  const cursor = {
    reachedAt: now,
    gaps: [{ after: 'inv_7', downTo: hourAgo, at: now }],
    forgotten: [],
    isBehind: true,
    catchUp: { startedAt: now, rowsRead: 1_200 },
  };
  const state = {
    lastSuccessAt: now,
    expectedEveryMs: 5_000,
    cursor: JSON.parse(JSON.stringify(cursor)) as object,
  };
  await db.sourceFreshness.upsert({
    where: { source: 'invocations' },
    create: { source: 'invocations', ...state },
    update: state,
  });
  await db.backfill.deleteMany();
  await db.backfill.create({
    data: {
      state: 'running',
      since: hourAgo,
      rowsRead: 300,
      requestedById: 'ada',
      requestedByName: 'Ada',
      requestedAt: now,
    },
  });
}

describe('/readyz', () => {
  it('is ready with a migrated database, however stale XEM is', async () => {
    const response = await getReadyz();
    expect(response.status).toBe(200);
    const body = await response.json();
    expect(body).toMatchObject({ status: 'ready', database: 'reachable', missing_migrations: [] });
    expect(body.sources).toContainEqual({
      source: 'executions',
      state: 'never',
      age_ms: null,
      error_code: null,
      is_catching_up: false,
      missing_ms: 0,
    });
    expect(body.backfill).toBeNull();
  });

  it('tells how far catching up and a back-fill have come, and is ready all the same', async () => {
    await arrangeCatchUp();
    const body = await (await getReadyz()).json();
    expect(body.status).toBe('ready');
    expect(body.sources).toContainEqual(
      expect.objectContaining({ source: 'invocations', is_catching_up: true, missing_ms: 3_600_000 }),
    );
    expect(body.backfill).toMatchObject({ state: 'running', rows_read: 300, waiting_for: null });
  });

  it('is not ready while a migration is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-migrations-'));
    await mkdir(join(folder, '29990101000000_from_the_future'));
    expect(await readReadiness(context, folder)).toMatchObject({
      isReady: false,
      missingMigrations: ['29990101000000_from_the_future'],
    });
  });

  it('does not guess where the migrations are not at hand', async () => {
    expect(await readReadiness(context, '/nowhere')).toMatchObject({
      isReady: true,
      missingMigrations: null,
    });
  });

  it('is not ready while the database is away', async () => {
    expect(await readReadiness(away)).toMatchObject({ isReady: false, database: 'out_of_reach' });
  });
});

describe('/metrics', () => {
  it('counts incidents, held scopes and jobs', async () => {
    await arrangeIncident(context, { severity: 'sev1' });
    await arrangeIncident(context, { severity: 'sev1', phase: 'closed' });
    await db.agentScope.create({
      data: { agentId: 'agt_1', desired: 'paused', progress: 'accepted', requestedAt: context.clock.now() },
    });
    await db.$transaction((tx) => enqueue(tx, 'forget_old', {}, { key: 'one' }));
    await db.sourceFreshness.create({
      data: { source: 'agents', lastSuccessAt: context.clock.now(), expectedEveryMs: 5_000 },
    });
    const text = await (await getMetrics()).text();
    expect(text).toContain('holdfast_database_up 1');
    expect(text).toContain('holdfast_open_incidents{severity="sev1"} 1');
    expect(text).toContain('holdfast_open_incidents{severity="sev2"} 0');
    expect(text).toContain('holdfast_held_scopes{progress="accepted"} 1');
    expect(text).toContain('holdfast_held_scopes{progress="observed"} 0');
    expect(text).toContain('holdfast_jobs{state="due"} 1');
    expect(text).toMatch(/holdfast_source_age_seconds\{source="agents"\} \d/);
    expect(text).not.toContain('holdfast_source_age_seconds{source="executions"}');
    expect(text).toMatch(/^holdfast_live_listeners 0$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d{7,}$/m);
  });

  it('shows how much is missing of a source, and the back-fill at work', async () => {
    await arrangeCatchUp();
    const text = await (await getMetrics()).text();
    expect(text).toContain('holdfast_source_missing_seconds{source="invocations"} 3600');
    expect(text).toContain('holdfast_source_missing_seconds{source="executions"} 0');
    expect(text).toContain('holdfast_source_catch_up_rows{source="invocations"} 1200');
    expect(text).toContain('holdfast_backfill_active 1');
    expect(text).toContain('holdfast_backfill_rows 300');
  });

  it('has the form Prometheus reads, line by line', async () => {
    const response = await getMetrics();
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    const lines = (await response.text()).trimEnd().split('\n');
    const sample = /^[a-z_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? -?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;
    expect(lines.filter((line) => !line.startsWith('# ') && !sample.test(line))).toEqual([]);
  });

  it('still tells that the database is away', async () => {
    expect(exposition(await readMetrics(away))).toContain('holdfast_database_up 0');
  });
});
