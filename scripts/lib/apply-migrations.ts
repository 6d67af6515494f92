import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { explainDatabaseError } from './explain-database-error';
import { refusal } from './refusal';
import { noFilters, withSchemaEngine } from './schema-engine';

/** One number for all replicas; any other user of advisory locks in this database must choose another. */
const lockKey = 7_205_759_403;

/**
 * Brings the database to the newest migration and returns the names it applied. Replicas may call it at the same
 * time: one applies, the others wait and find nothing left to do.
 */
export async function applyMigrations(databaseUrl: string, folder = 'prisma/migrations'): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while it only holds the lock says so here, and the migration's own one fails by itself.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    const list = readMigrations(folder);
    const applied = await readApplied(client);
    refuseHalfApplied(applied);
    const finished = new Set(applied.map((row) => row.migration_name));
    const isCurrent = list.migrationDirectories.every(({ path }) => finished.has(path));
    const newlyApplied = isCurrent ? [] : await applyThroughEngine(databaseUrl, list);
    // The job queue keeps its tables in a schema of its own, with migrations of its own.
    await runMigrations({ connectionString: databaseUrl });
    return newlyApplied;
  } catch (error) {
    const sentence = explainDatabaseError(error, databaseUrl);
    throw sentence ? refusal(sentence, error) : error;
  } finally {
    // Ends the lock as well.
    await client.end().catch(() => undefined);
  }
}

function applyThroughEngine(databaseUrl: string, migrationsList: MigrationList): Promise<string[]> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters });
    return appliedMigrationNames;
  });
}

export function readMigrations(folder: string): MigrationList {
  const lockPath = join(folder, 'migration_lock.toml');
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockPath) ? readFileSync(lockPath, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
  };
}

type AppliedMigration = { migration_name: string; finished_at: Date | null };

async function readApplied(client: pg.Client): Promise<AppliedMigration[]> {
  const table = await client.query<{ name: string | null }>(
    `select to_regclass('_prisma_migrations') as name`,
  );
  if (!table.rows[0]?.name) return [];
  const { rows } = await client.query<AppliedMigration>(
    'select migration_name, finished_at from _prisma_migrations where rolled_back_at is null',
  );
  return rows;
}

function refuseHalfApplied(applied: AppliedMigration[]): void {
  const half = applied.find((row) => row.finished_at === null);
  if (!half) return;
  throw refusal(
    `The migration ${half.migration_name} began earlier and did not finish; restore the database, or repair it ` +
      'and mark the migration in _prisma_migrations (docs/operating.md).',
  );
}
