import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { refusal } from '../refusal';

/** The user PostgreSQL runs as where that isn't ourselves: it refuses to run as root. */
export type Account = { uid: number; gid: number };

const name = 'holdfast';

/** Undefined means: as the user who runs this. A data folder that already belongs to somebody keeps its owner. */
export function chooseAccount(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder);
    if (uid !== 0) return { uid, gid };
  }
  return findAccount() ?? createAccount();
}

/** For `spawn`: as the account, from a folder everybody may enter, with none of our secrets in the environment. */
export function asAccount(account: Account | undefined) {
  const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C' };
  return { ...account, cwd: '/', env };
}

/** Asks the system itself, so that access lists and mount options count too. */
export function mayEnter(account: Account, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], asAccount(account)).status === 0;
}

function findAccount(): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function createAccount(): Account {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]);
  // Alpine and other BusyBox systems have adduser only.
  if (!findAccount()) spawnSync('adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]);
  const account = findAccount();
  if (account) return account;
  throw refusal(
    `PostgreSQL refuses to run as root and a system user "${name}" could not be made; ` +
      'make one, start Holdfast as an ordinary user, or name a database in DATABASE_URL.',
  );
}
