import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAppError } from '@/lib/errors';
import { findFreePort } from '../free-port';
import { findBinaries } from './binaries';
import { initialiseCluster } from './initialise';
import { clearOrphan } from './orphan';
import { readAccess, writeAccess } from './passwords';
import { choosePlace } from './place';
import { ensureDatabase } from './provision';
import { type Server, type ServerOptions, startServer } from './server';
import type { Durability } from './settings';

const largestLogBytes = 20_000_000;

export type EmbeddedPostgres = {
  /** For the application: owns its database, and nothing else. */
  url: string;
  /** For the superuser, on the maintenance database. */
  adminUrl: string;
  exited: Promise<string>;
  stop(): Promise<void>;
};

/** Starts the server whose data are in `home`, making them first where there are none. Hold the home while calling. */
export async function startEmbeddedPostgres(home: string, durability: Durability): Promise<EmbeddedPostgres> {
  const place = choosePlace(home);
  const binaries = findBinaries(place.account);
  const access = readAccess(home);
  mkdirSync(dirname(place.dataFolder), { recursive: true, mode: 0o711 });
  await clearOrphan(place.dataFolder);
  initialiseCluster(binaries, place, access.adminPassword);
  const port = await findFreePort(access.port);
  writeAccess(home, { ...access, port });
  const urlOf = (user: string, password: string, database: string) =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = urlOf('postgres', access.adminPassword, 'postgres');
  const logFile = prepareLog(home);
  const server = await startPatiently({ binaries, place, port, durability, adminUrl, logFile });
  try {
    await ensureDatabase(adminUrl, { name: 'holdfast', owner: 'holdfast', password: access.password });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: urlOf('holdfast', access.password, 'holdfast'),
    adminUrl,
    exited: server.exited,
    stop: server.stop,
  };
}

/** After a kill of the server alone, its children hold the shared memory for a moment longer. */
async function startPatiently(options: ServerOptions): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startServer(options);
    } catch (error) {
      const isLeftover =
        isAppError(error) && /shared memory block|lock file .* already exists/.test(error.message);
      if (!isLeftover || attempt === 20) throw error;
      await delay(250);
    }
  }
}

function prepareLog(home: string): string {
  const logFile = join(home, 'postgres.log');
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLogBytes) rmSync(logFile);
  return logFile;
}
