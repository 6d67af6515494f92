import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeHome } from '../home';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';

let home: string;
let server: EmbeddedPostgres | undefined;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-postgres-'));
  home = (await takeHome(folder, 'a test')).path;
});

afterEach(async () => {
  await server?.stop();
  rmSync(home, { recursive: true });
});

async function start(): Promise<EmbeddedPostgres> {
  server = await startEmbeddedPostgres(home, 'durable');
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = () => join(home, 'postgres', 'postmaster.pid');
const serverPid = () => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10);
const write = "create table boat (name text); insert into boat values ('Fram')";
const read = 'select name from boat';

describe('the embedded PostgreSQL', { timeout: 60_000 }, () => {
  it('finds its data again, under the same address', async () => {
    const first = await start();
    await query(first.url, write);
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, read)).toEqual([{ name: 'Fram' }]);
  });

  it('recovers after it was killed', async () => {
    const first = await start();
    await query(first.url, write);
    process.kill(serverPid(), 'SIGKILL');
    await first.exited;
    expect(await query((await start()).url, read)).toEqual([{ name: 'Fram' }]);
  });

  it('is replaced where a killed start left it running', async () => {
    const orphan = await start();
    await query(orphan.url, write);
    const second = await start();
    await expect(orphan.exited).resolves.toBeTypeOf('string');
    expect(await query(second.url, read)).toEqual([{ name: 'Fram' }]);
  });

  it('starts although its old number belongs to another process now', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(pidFile(), `${process.pid}\n`);
    expect(await query((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('gives the application a role that owns its database and nothing else', async () => {
    const { url } = await start();
    expect(
      await query(
        url,
        'select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user',
      ),
    ).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
  });
});
