import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../refusal';
import { type Account, chooseAccount, mayEnter } from './account';

export type Place = { dataFolder: string; account: Account | undefined };

/** Where data go when the account may not pass through the folders above the home. */
const outside = '/var/lib/holdfast';

/** Decides where the data live and who owns them; the same answer at every start. */
export function choosePlace(home: string): Place {
  const inside = join(home, 'postgres');
  const pointer = join(home, 'postgres-folder');
  const known = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : inside;
  const account = chooseAccount(known);
  if (account === undefined || known !== inside) return { dataFolder: known, account };
  if (mayEnter(account, home)) return { dataFolder: inside, account };
  if (existsSync(inside)) {
    throw refusal(
      `The database in ${inside} belongs to user ${account.uid}, who can no longer enter ${home}; open the folders above it, or start as that user.`,
    );
  }
  const folder = join(outside, randomBytes(6).toString('hex'), 'postgres');
  writeFileSync(pointer, folder, { mode: 0o600 });
  return { dataFolder: folder, account };
}

/** Makes a folder that only the account can use. */
export function makePrivateFolder(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: account ? 0o711 : 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}
