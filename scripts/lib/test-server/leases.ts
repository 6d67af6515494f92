import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isAlive, type ProcessIdentity } from '../process-lock.mjs';

/** Says that this process uses the test server; ends with the process at the latest. */
export function takeLease(home: string): { release(): void } {
  const folder = join(home, 'leases');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, String(process.pid));
  writeFileSync(path, JSON.stringify(identifyProcess(process.pid)));
  return { release: () => rmSync(path, { force: true }) };
}

/** Removes the leases of dead processes on the way. */
export function hasLiveLease(home: string): boolean {
  const folder = join(home, 'leases');
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder).filter((name) => isLive(join(folder, name))).length > 0;
}

function isLive(path: string): boolean {
  try {
    if (isAlive(JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity)) return true;
  } catch {
    // Released meanwhile, or half written: its owner is about to look whether we are still here.
    return true;
  }
  rmSync(path, { force: true });
  return false;
}
