import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { applyMigrations } from './apply-migrations';
import { readCatalog } from './read-catalog';
import { schemaSql } from './schema-sql';

/** Objects that migrations make and the schema language can't describe: `Table.column`, index or constraint names. */
export const sqlOnlyObjects: readonly string[] = [
  'Backfill_one_at_work',
  'Execution_open',
  'Invocation_open',
];

export type DriftInput = {
  /** Of a role that may create databases. */
  serverUrl: string;
  schema: string;
  migrations: string;
  sqlOnly: readonly string[];
};

/** Says, one sentence a fact, where the migrations lead to something else than the schema describes. */
export async function findDrift({ serverUrl, schema, migrations, sqlOnly }: DriftInput): Promise<string[]> {
  return await withScratchDatabases(serverUrl, async (migratedUrl, describedUrl) => {
    await applyMigrations(migratedUrl, migrations);
    await runScript(describedUrl, await schemaSql(describedUrl, undefined, schema));
    const [migrated, described] = await Promise.all([migratedUrl, describedUrl].map(readCatalog));
    const known = (facts: typeof migrated = []) =>
      new Set(facts.filter(({ name }) => !sqlOnly.includes(name)).map(({ fact }) => fact));
    const [fromMigrations, fromSchema] = [known(migrated), known(described)];
    return [
      ...[...fromMigrations]
        .filter((fact) => !fromSchema.has(fact))
        .map((fact) => `Only in the migrations: ${fact}`),
      ...[...fromSchema]
        .filter((fact) => !fromMigrations.has(fact))
        .map((fact) => `Only in the schema: ${fact}`),
    ].sort();
  });
}

async function withScratchDatabases<Result>(
  serverUrl: string,
  use: (first: string, second: string) => Promise<Result>,
): Promise<Result> {
  const run = randomBytes(5).toString('hex');
  const names = [`scratch_${run}_a`, `scratch_${run}_b`] as const;
  try {
    for (const name of names) await runScript(serverUrl, `create database ${name}`);
    return await use(inDatabase(serverUrl, names[0]), inDatabase(serverUrl, names[1]));
  } finally {
    for (const name of names) await runScript(serverUrl, `drop database if exists ${name} with (force)`);
  }
}

function inDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function runScript(databaseUrl: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}
