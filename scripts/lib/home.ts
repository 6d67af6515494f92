import { accessSync, chmodSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { takeLock } from './process-lock.mjs';
import { explainFileError, refusal } from './refusal';

/** PostgreSQL stops on a full disk; below this a first start (database, build) would not fit anyway. */
const leastFreeMegabytes = 300;

export type Home = { path: string; release(): void };

/** Makes the data folder ready and takes it for this process, so that no second one runs on the same data. */
export async function takeHome(path: string, purpose: string): Promise<Home> {
  const folder = resolve(path);
  prepareFolder(folder);
  const lock = await takeLock(join(folder, 'running.lock'), purpose);
  if (lock.isHeld) return { path: folder, release: lock.release };
  throw refusal(
    `Holdfast already runs on the data folder ${folder} (${lock.holder.purpose}, process ${lock.holder.pid}); ` +
      'stop it first, or name another folder in HOLDFAST_HOME.',
  );
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // Under root PostgreSQL runs as another user, who must pass through; every secret inside is a file of mode 600.
    chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    const sentence = explainFileError(error, folder);
    throw sentence ? refusal(sentence, error) : error;
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeMegabytes = Math.floor((bavail * bsize) / 1_048_576);
  if (freeMegabytes < leastFreeMegabytes) {
    throw refusal(
      `Only ${freeMegabytes} MB are free on the disk that holds ${folder}, and Holdfast needs ${leastFreeMegabytes} MB; free some, then start again.`,
    );
  }
}
