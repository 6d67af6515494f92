import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** In a process of its own, which takes its memory along when it ends. */
export async function readFirstSignInLink(env: Record<string, string>): Promise<string | undefined> {
  const { stdout } = await run(
    resolve('node_modules/.bin/node'),
    ['--conditions=react-server', '--import', 'tsx', resolve('scripts/first-sign-in-link.ts')],
    { env: { ...process.env, ...env } },
  );
  return stdout.trim() || undefined;
}
