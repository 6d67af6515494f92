import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusal } from '../refusal';
import { asAccount } from './account';
import { makePrivateFolder, type Place } from './place';

/** Makes an empty cluster beside its final place and moves it there whole, so a cut-off attempt leaves nothing behind. */
export function initialiseCluster(binaries: string, place: Place, adminPassword: string): void {
  const { dataFolder, account } = place;
  if (existsSync(join(dataFolder, 'PG_VERSION'))) return;
  // PostgreSQL's user must be able to rename within it, and only it may look inside.
  const nursery = `${dataFolder}.new`;
  rmSync(nursery, { recursive: true, force: true });
  makePrivateFolder(nursery, account);
  const passwordFile = join(nursery, 'password');
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const run = spawnSync(
    join(binaries, 'initdb'),
    [
      ['--pgdata', join(nursery, 'data')],
      ['--username', 'postgres'],
      ['--pwfile', passwordFile],
      ['--auth', 'scram-sha-256'],
      ['--encoding', 'UTF8'],
      // The same order of text on every machine, whatever locales it has.
      ['--locale', 'C'],
      ['--locale-provider', 'builtin'],
      ['--builtin-locale', 'C.UTF-8'],
    ].flat(),
    { ...asAccount(account), encoding: 'utf8' },
  );
  if (run.status !== 0) {
    rmSync(nursery, { recursive: true, force: true });
    throw refusal(explain(run.stderr || String(run.error), dirname(dataFolder)));
  }
  if (existsSync(dataFolder)) rmSync(dataFolder, { recursive: true });
  renameSync(join(nursery, 'data'), dataFolder);
  rmSync(nursery, { recursive: true, force: true });
}

function explain(output: string, folder: string): string {
  if (output.includes('No space left on device')) {
    return `There is no space left on the disk that holds ${folder}; free some, then start again.`;
  }
  return `The database could not be created in ${folder}: ${output.trim().split('\n').at(-1) ?? 'initdb said nothing'}`;
}
