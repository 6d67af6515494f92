import 'server-only';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '@/lib/context';
import type { Database } from '@/lib/db/client';
import type { Backfill } from '@/lib/mirror/backfill-schema';
import { missingMs } from '@/lib/mirror/describe-catch-up';
import type { SourceFreshness } from '@/lib/mirror/freshness';
import { readActiveBackfill } from '@/lib/mirror/server/read-active-backfill';
import { readFreshness } from '@/lib/mirror/server/read-freshness';

export type Readiness = {
  isReady: boolean;
  database: 'reachable' | 'out_of_reach';
  /** Migrations this release brings that the database does not have; null when that can't be told. */
  missingMigrations: string[] | null;
  /** Reported, not judged: with XEM away people still read, write and queue stops here. */
  sources: (Pick<SourceFreshness, 'source' | 'state' | 'ageMs' | 'errorCode' | 'isCatchingUp'> & {
    /** How much time the part covers that catching up has still to read. */
    missingMs: number | null;
  })[];
  /** Older history that is being read on request. */
  backfill: Pick<Backfill, 'state' | 'rowsRead' | 'oldestReachedAt' | 'since' | 'waitingFor'> | null;
};

/** A load balancer waits about five seconds; a database that takes longer is no database, in ms. */
const patienceMs = 3_000;

const outOfReach: Readiness = {
  isReady: false,
  database: 'out_of_reach',
  missingMigrations: null,
  sources: [],
  backfill: null,
};

/** Whether this process can serve people. Never throws. */
export async function readReadiness(
  context: Pick<Context, 'db' | 'clock' | 'logger'>,
  migrationFolder = join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations'),
): Promise<Readiness> {
  const read = readParts(context, migrationFolder).catch((error: unknown) => {
    context.logger.warn({ err: error }, 'not ready');
    return outOfReach;
  });
  return Promise.race([read, delay(patienceMs, outOfReach, { ref: false })]);
}

async function readParts(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  migrationFolder: string,
): Promise<Readiness> {
  const [missingMigrations, freshness, backfill] = await Promise.all([
    findMissing(db, migrationFolder),
    readFreshness({ db, clock }),
    readActiveBackfill(db),
  ]);
  return {
    isReady: missingMigrations === null || missingMigrations.length === 0,
    database: 'reachable',
    missingMigrations,
    sources: freshness.map((one) => {
      const { source, state, ageMs, errorCode, isCatchingUp } = one;
      return { source, state, ageMs, errorCode, isCatchingUp, missingMs: missingMs(one) };
    }),
    backfill: backfill && pickProgress(backfill),
  };
}

function pickProgress({
  state,
  rowsRead,
  oldestReachedAt,
  since,
  waitingFor,
}: Backfill): Readiness['backfill'] {
  return { state, rowsRead, oldestReachedAt, since, waitingFor };
}

/** A newer replica may have brought more than this one knows; that is as it should be. */
async function findMissing(db: Database, folder: string): Promise<string[] | null> {
  const applied = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const names = new Set(applied.map(({ name }) => name));
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (!entries) return null;
  return entries.filter((entry) => entry.isDirectory() && !names.has(entry.name)).map(({ name }) => name);
}
