import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identifyProcess } from '../process-lock.mjs';
import { refusal } from '../refusal';

const patienceMs = 20_000;

/**
 * Ends a server that outlived the process which started it, and removes its pid file. Call only while holding the
 * home, which proves that nobody else is using the server. PostgreSQL itself would mistake any process of the same
 * user that got the old number, as happens in containers, for a running server.
 */
export async function clearOrphan(dataFolder: string): Promise<void> {
  const pidFile = join(dataFolder, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === undefined) return;
  if (isServerOf(pid, dataFolder)) {
    process.kill(pid, 'SIGINT');
    const deadline = Date.now() + patienceMs;
    while (identifyProcess(pid)) {
      if (Date.now() > deadline) {
        throw refusal(
          `A PostgreSQL server from an earlier start (process ${pid}) does not stop; end it, then start again.`,
        );
      }
      await delay(50);
    }
  }
  rmSync(pidFile, { force: true });
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isServerOf(pid: number, dataFolder: string): boolean {
  return readCommandLine(pid).includes(dataFolder);
}

function readCommandLine(pid: number): string {
  // Slim images have no `ps`, other systems no `/proc`.
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
