import { join, resolve } from 'node:path';
import { waitUntilAnswering } from './answers';
import { type Child, startChild } from './child';

export type WebSpec = {
  mode: 'start' | 'dev';
  port: number;
  /** Undefined listens on every address. */
  host: string | undefined;
  env: Record<string, string>;
  /** A person at a terminal reads our sentences; anything else that starts us collects the log. */
  logFolder: string | undefined;
};

export function startWeb(spec: WebSpec): Child {
  const { mode, port, host } = spec;
  return startChild({
    name: 'The console',
    args: [
      resolve('node_modules/next/dist/bin/next'),
      mode,
      '--port',
      String(port),
      ...(host === undefined ? [] : ['--hostname', host]),
    ],
    env: {
      ...spec.env,
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
    },
    ...(spec.logFolder === undefined ? {} : { logFile: join(spec.logFolder, 'holdfast.log') }),
    // Requests under way are finished; live streams are cut.
    patienceMs: 8_000,
  });
}

export async function waitForWeb(child: Child, port: number): Promise<void> {
  await waitUntilAnswering(child, `http://127.0.0.1:${port}/healthz`, 120_000);
}
