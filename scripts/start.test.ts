import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findFreePort } from './lib/free-port';

const home = mkdtempSync(join(tmpdir(), 'holdfast-start-'));

afterAll(() => rmSync(home, { recursive: true }));

type End = { code: number | string | undefined; said: string };

function start(env: Record<string, string>): Promise<End> {
  return new Promise((resolve) => {
    const args = ['--conditions=react-server', '--import', 'tsx', 'scripts/start.ts'];
    const settings = { PATH: process.env.PATH ?? '', HOLDFAST_HOME: home, ...env };
    const options = { env: { NODE_ENV: 'test' as const, ...settings }, timeout: 20_000 };
    execFile('node_modules/.bin/node', args, options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: `${stdout}${stderr}`.trim() }),
    );
  });
}

describe('npm start', { timeout: 30_000 }, () => {
  it.each([
    [{ PORT: 'http' }, 'PORT must be a port number from 1 to 65535.'],
    [{ HOLDFAST_SECRET: 'short' }, 'HOLDFAST_SECRET is too short: give 32 or more random characters.'],
    [{ HOLDFAST_ROLE: 'both' }, 'HOLDFAST_ROLE must be all, web or worker.'],
    [
      { DATABASE_URL: 'mysql://somewhere' },
      'DATABASE_URL must be a URL such as postgres://user:password@host:5432/holdfast.',
    ],
  ])('refuses %o with one sentence', async (env, sentence) => {
    expect(await start(env)).toEqual({ code: 1, said: sentence });
  });

  it('says which port is taken, and how to choose another', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const sentence = `Port ${port} is taken; end what listens there, or choose another with PORT=${port + 1}.`;
    expect(await start({ PORT: String(port) })).toEqual({ code: 1, said: sentence });
    server.close();
  });

  it('says where no database answers', async () => {
    const end = await start({
      PORT: String(await findFreePort()),
      DATABASE_URL: 'postgres://someone:word@127.0.0.1:1/boats',
    });
    const sentence =
      'Nothing answers at 127.0.0.1:1/boats; check DATABASE_URL, and that the database server runs.';
    expect(end).toEqual({ code: 1, said: sentence });
  });
});
