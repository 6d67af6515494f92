import { parseArgs } from 'node:util';
import { applyMigrations } from './lib/apply-migrations';
import { refusal } from './lib/refusal';
import { runCommand } from './lib/run-command';

await runCommand(async () => {
  parseArgs({ strict: true });
  const url = process.env.DATABASE_URL;
  if (!url)
    throw refusal('DATABASE_URL is missing: name the database to migrate (npm start migrates its own).');
  if (!URL.canParse(url))
    throw refusal('DATABASE_URL must be a URL such as postgres://user:password@host:5432/holdfast.');
  const applied = await applyMigrations(url);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
  return 0;
});
