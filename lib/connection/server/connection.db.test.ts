import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@/lib/auth/role';
import { downloadContract } from '@/lib/connection/server/download-contract';
import { readConnection } from '@/lib/connection/server/read-connection';
import { readProbe } from '@/lib/connection/server/read-probe';
import { readProbes } from '@/lib/connection/server/read-probes';
import { requestProbe } from '@/lib/connection/server/request-probe';
import { runProbe } from '@/lib/connection/server/run-probe';
import { createCliHome } from '@/lib/testing/cli-home';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { startRefusingRouter } from '@/lib/testing/refusing-router';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';

const db = await connectTestDatabase();
const server = await startSimulatorServer();
afterAll(() => server.close());
const settings = { XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all };
const xem = connectXem(settings);
const as = (role: Role) => testContext(db, { xem, role });

beforeEach(async () => {
  server.simulator.faults.clear();
  await db.contractProbe.deleteMany();
});

async function probed(given: Parameters<typeof runProbe>[2] = settings) {
  const { probeId } = await requestProbe(as('admin'));
  await runProbe(as('admin'), probeId, given);
  return readProbe(as('viewer'), { probeId });
}

describe('a contract probe', () => {
  it('is asked for by an admin, once at a time', async () => {
    for (const role of ['viewer', 'commander'] as const) {
      await expect(requestProbe(as(role))).rejects.toMatchObject({ code: 'not_allowed' });
    }
    const clicks = await Promise.all([requestProbe(as('admin')), requestProbe(as('admin'))]);
    expect(new Set(clicks.map(({ probeId }) => probeId)).size).toBe(1);
    expect((await readProbes(as('viewer'), {})).data).toMatchObject([
      { state: 'requested', requestedByName: 'Test admin', report: null },
    ]);
    const jobs = await db.$queryRaw<unknown[]>`
      SELECT id::text FROM graphile_worker.jobs
      WHERE task_identifier = 'run_probe' AND key = ${`run_probe:${clicks[0].probeId}`}`;
    expect(jobs).toHaveLength(1);
  });

  it('tells which scopes the keys carry and which surfaces answer', async () => {
    const { state, finishedAt, report } = await probed();
    expect({ state, finishedAt }).toEqual({ state: 'finished', finishedAt: expect.any(String) });
    expect(report?.keys).toMatchObject([{ keyName: 'XEM_API_KEY', scopes: { management: 'carried' } }]);
    expect(report?.surfaces.every(({ verdict }) => verdict === 'answers')).toBe(true);
    expect(report?.assumptions.length).toBeGreaterThan(5);
  });

  it('says what a missing scope costs', async () => {
    const { report } = await probed({ ...settings, XEM_API_KEY: server.keys.execution });
    expect(report?.surfaces).toContainEqual(
      expect.objectContaining({
        surface: 'agents',
        verdict: 'lacks_scope',
        cost: expect.stringContaining('no containment'),
      }),
    );
    expect(JSON.stringify(report)).not.toContain(server.keys.execution);
  });

  it.each([
    ['repeats the key', (sent: string) => `I do not know ${sent}`, '401 I do not know Bearer [key]'],
    ['speaks of a token', () => 'Invalid Bearer token', '401 Invalid Bearer token'],
  ])('of a router that %s when it refuses is kept whole, and without the key', async (_, said, shown) => {
    const router = await startRefusingRouter(said);
    try {
      const { report } = await probed({ XEM_BASE_URL: router.baseUrl, XEM_API_KEY: server.keys.all });
      expect(report?.surfaces).toHaveLength(9);
      expect(report?.surfaces[0]).toMatchObject({ said: shown, cost: expect.stringContaining('no triage') });
      expect(report?.assumptions).toHaveLength(16);
      expect(JSON.stringify(report)).not.toContain(server.keys.all);
    } finally {
      router.close();
    }
  });

  it('runs again after a crash, and not again once it has finished', async () => {
    const { probeId } = await requestProbe(as('admin'));
    await db.contractProbe.update({ where: { id: probeId }, data: { state: 'running' } });
    await runProbe(as('admin'), probeId, settings);
    const finished = await readProbe(as('viewer'), { probeId });
    expect(finished.state).toBe('finished');
    await runProbe(as('admin'), probeId, { ...settings, XEM_API_KEY: 'xero_wrong' });
    expect(await readProbe(as('viewer'), { probeId })).toEqual(finished);
  });

  it('fails with a sentence where nothing can be asked', async () => {
    expect(await probed({ XEM_BASE_URL: server.baseUrl })).toMatchObject({
      state: 'failed',
      errorMessage: 'XEM_API_KEY is missing.',
      report: null,
    });
  });

  it('is downloaded as the file that the settings name', async () => {
    const { probeId } = await probed();
    const response = await downloadContract(as('viewer'), { probeId }, {});
    expect(response.headers.get('content-disposition')).toContain('contract.json');
    expect(await response.json()).toMatchObject({ about: expect.stringContaining('contract probe') });
    const { probeId: unfinished } = await requestProbe(as('admin'));
    await expect(downloadContract(as('viewer'), { probeId: unfinished }, {})).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('the connection', () => {
  const defaults = {
    XEM_TRANSPORT: 'http',
    XEM_PROFILE: 'xerotier',
    XEM_CLI: undefined,
    XEM_API_KEY_EXECUTION: undefined,
    XEM_API_KEY_MANAGEMENT: undefined,
    XEM_API_KEY_INFERENCE: undefined,
    XEM_CONTRACT_FILE: undefined,
    ...settings,
  } as const;

  it('is described without a secret', async () => {
    const address = new URL(server.baseUrl);
    address.username = 'somebody';
    address.password = 'hunter2';
    const described = await readConnection(
      { xem },
      { ...defaults, XEM_BASE_URL: address.href, XEM_API_KEY_MANAGEMENT: server.keys.management },
    );
    expect(described).toMatchObject({
      transport: 'http',
      baseUrl: server.baseUrl,
      client: 'xeroctl',
      agentUnit: 'xerotier-xem',
      keys: [
        { scope: 'execution', setting: 'XEM_API_KEY' },
        { scope: 'management', setting: 'XEM_API_KEY_MANAGEMENT' },
        { scope: 'inference', setting: 'XEM_API_KEY' },
      ],
    });
    expect(described.circuits.find(({ surface }) => surface === 'agents')).toMatchObject({
      state: 'closed',
      scope: 'management',
    });
    expect(JSON.stringify(described)).not.toMatch(
      new RegExp(`hunter2|${server.keys.all}|${server.keys.management}`),
    );
  });

  it('takes the names of the product from its profile', async () => {
    const described = await readConnection({ xem }, { ...defaults, XEM_PROFILE: 'erebine' });
    expect(described).toMatchObject({ client: 'erectl', agentUnit: 'erebine-eem-agent', platform: 'EEM' });
  });

  it('says what the command-line client cannot do', async () => {
    const home = createCliHome({ baseUrl: server.baseUrl, apiKey: server.keys.all });
    const cli = connectXem({ XEM_TRANSPORT: 'cli', XEM_CLI: home.command }, { environment: home.env });
    const described = await readConnection({ xem: cli }, { ...defaults, XEM_TRANSPORT: 'cli' });
    home.remove();
    expect(described).toMatchObject({ transport: 'cli', baseUrl: null, keys: [] });
    expect(described.missing.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['listApprovals', 'approve', 'reject']),
    );
    expect(described.limited).toContainEqual({
      operation: 'listTools',
      why: expect.stringContaining('risk'),
    });
  });
});
