// Plain JavaScript because the bootstrap needs it before anything is installed.
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Between two starters that both replace a dead holder's lock, the later rename wins; both look again after this. */
const settleMs = 120;

export function identifyProcess(pid) {
  const startedAt = process.platform === 'linux' ? readLinuxStart(pid) : readStartFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isAlive(identity) {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}

export async function takeLock(path, purpose) {
  const mine = JSON.stringify({ ...identifyProcess(process.pid), purpose });
  mkdirSync(dirname(path), { recursive: true });
  const candidate = `${path}.${process.pid}`;
  try {
    writeFileSync(candidate, mine, { mode: 0o600 });
    for (;;) {
      if (tryLink(candidate, path)) return held(path, mine);
      const holder = readHolder(path);
      if (holder && isAlive(holder)) return { isHeld: false, holder };
      renameSync(candidate, path);
      await delay(settleMs);
      if (readText(path) === mine) return held(path, mine);
      writeFileSync(candidate, mine, { mode: 0o600 });
    }
  } finally {
    rmSync(candidate, { force: true });
  }
}

function held(path, mine) {
  return {
    isHeld: true,
    release() {
      if (readText(path) === mine) rmSync(path, { force: true });
    },
  };
}

function tryLink(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // Gone in the meantime, or cut short by a full disk: nobody can be holding it.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Field 22 of `stat` counts clock ticks since boot; fields are counted after the name, which may hold spaces. */
function readLinuxStart(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return state === 'Z' ? undefined : `${boot}/${fields[18]}`;
  } catch {
    return undefined;
  }
}

function readStartFromPs(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
