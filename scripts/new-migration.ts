import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinTestServer } from '@/lib/testing/database-server';
import { refusal } from './lib/refusal';
import { runCommand } from './lib/run-command';
import { readSchema, schemaPath, schemaSql } from './lib/schema-sql';

const folder = 'prisma/migrations';

// The schema as it was when the last migration was committed stands for the migrations: this version of the engine
// can't read a database. A schema committed without its migration is found by the drift test.
await runCommand(async () => {
  const name = process.argv[2] ?? '';
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw refusal(
      'Say what the migration does in lower snake case, such as: npm run new-migration add_boat_name.',
    );
  }
  if (git('status', '--porcelain', '--', folder) !== '') {
    throw refusal(
      `Commit the migration in ${folder} first, or delete it and write it again under this name.`,
    );
  }
  const base = git('log', '-1', '--format=%H', '--', folder);
  const before = base === '' ? undefined : git('show', `${base}:${schemaPath}`);
  const sql = await differenceTo(before);
  if (sql.includes('This is an empty migration'))
    throw refusal(`${schemaPath} has not changed since the last migration.`);
  const path = join(folder, `${timestamp()}_${name}`);
  mkdirSync(path);
  writeFileSync(join(path, 'migration.sql'), sql);
  console.log(`Wrote ${join(path, 'migration.sql')}; read it before you commit it.`);
  return 0;
});

/** The engine wants a database to talk to, even where it only compares two texts. */
async function differenceTo(before: string | undefined): Promise<string> {
  const server = await joinTestServer();
  try {
    return await schemaSql(server.url, before, readSchema());
  } finally {
    server.release();
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

function timestamp(): string {
  return new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
