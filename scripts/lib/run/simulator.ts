import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { findFreePort } from '../free-port';
import { waitUntilAnswering } from './answers';
import { type Child, startChild } from './child';

export type Simulator = {
  child: Child;
  env: { XEM_BASE_URL: string; XEM_API_KEY: string; XEM_WEBHOOK_SECRET: string };
};

const project = 'acme-prod';

/** Starts the simulator on a port of its own, with keys that only this run knows, and has it tell the console what happens. */
export async function startSimulator(
  home: string,
  consolePort: number,
  settings: Record<string, string> = {},
): Promise<Simulator> {
  const port = await findFreePort();
  const key = `xero_${project}_${randomBytes(24).toString('base64url')}`;
  const webhookSecret = randomBytes(32).toString('hex');
  const child = startChild({
    name: 'The simulator',
    args: ['--conditions=react-server', '--import', 'tsx', resolve('scripts/simulator.ts')],
    env: {
      // Without it every start would be another router, which knows nothing of what the console has mirrored.
      SIMULATOR_STATE: join(home, 'simulator.json'),
      ...settings,
      SIMULATOR_PORT: String(port),
      SIMULATOR_API_KEY: key,
      SIMULATOR_PROJECT: project,
      SIMULATOR_WEBHOOK_URL: `http://127.0.0.1:${consolePort}/api/webhooks/xem`,
      SIMULATOR_WEBHOOK_SECRET: webhookSecret,
    },
    logFile: join(home, 'simulator.log'),
    patienceMs: 3_000,
  });
  const origin = `http://127.0.0.1:${port}`;
  await waitUntilAnswering(child, `${origin}/healthz`, 30_000);
  const env = {
    XEM_BASE_URL: `${origin}/${project}/v1`,
    XEM_API_KEY: key,
    XEM_WEBHOOK_SECRET: webhookSecret,
  };
  return { child, env };
}
