import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Variants } from '@/lib/simulator/http/variants';
import { createCliHome } from '@/lib/testing/cli-home';
import { startRefusingRouter } from '@/lib/testing/refusing-router';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import { askRouter } from '@/lib/xem/probe/ask-router';
import type { Asked } from '@/lib/xem/probe/asked';
import { pagingOf } from '@/lib/xem/probe/build-lists';
import { buildProbeReport } from '@/lib/xem/probe/build-probe-report';
import { mergeOverrides } from '@/lib/xem/probe/merge-overrides';
import { observeRouter } from '@/lib/xem/probe/observe-router';
import { probe } from '@/lib/xem/probe/probe';
import { probeKeys } from '@/lib/xem/probe/probe-keys';
import type { ProbeReport } from '@/lib/xem/probe/probe-report';
import { renderProbeReport } from '@/lib/xem/probe/render-probe-report';
import { contract } from '@/lib/xem/wire/contract';
import { applyOverrides, parseOverrides } from '@/lib/xem/wire/overrides';

const fleet01 = 'agt_xem_fleet_01';
const billing = 'ws_3b7e90d25c18';

const seenExecutions: Asked = {
  purpose: 'surface',
  operation: 'listExecutions',
  keyName: 'XEM_API_KEY',
  path: '/exec/executions',
  status: 200,
  failure: null,
  requestId: null,
  body: [],
  isWebPage: false,
  methods: [],
};

let server: SimulatorServer;
beforeEach(async () => {
  server = await start();
});
afterEach(() => server.close());

async function start(variants: Partial<Variants> = {}): Promise<SimulatorServer> {
  const started = await startSimulatorServer({ variants });
  for (const toolName of ['openstack_server_list', 'openstack_server_list', 'openstack_server_stop']) {
    started.simulator.controls.invoke({
      agentId: fleet01,
      workspaceId: billing,
      toolName,
      requestedBy: 'a chat',
      durationMs: 1_000,
    });
    started.simulator.advance(5_000);
  }
  return started;
}

async function turnTo(variants: Partial<Variants>): Promise<ProbeReport> {
  await server.close();
  server = await start(variants);
  return run();
}

const run = (key = server.keys.all) => probe({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: key });

function finding(report: ProbeReport, id: string) {
  return report.assumptions.find((it) => it.id === id);
}

const surfacesThat = (report: ProbeReport, verdict: string) =>
  report.surfaces.filter((it) => it.verdict === verdict).map((it) => it.surface);

test('a router that is as assumed needs no override', async () => {
  const report = await run();
  expect(surfacesThat(report, 'answers')).toHaveLength(9);
  expect(report.operations.filter((it) => !it.answers)).toEqual([]);
  expect(report.assumptions.filter((it) => it.verdict === 'otherwise')).toEqual([]);
  expect(report.assumptions).toHaveLength(16);
  expect(report.unseen).toEqual([]);
  expect(report.overrides).toEqual({});
});

test('nothing is changed by asking', async () => {
  const methods = new Set<string>();
  const fetch: typeof globalThis.fetch = (input, init) => {
    methods.add(init?.method ?? 'GET');
    return globalThis.fetch(input, init);
  };
  const before = server.simulator.save();
  const keys = probeKeys({ XEM_API_KEY: server.keys.all });
  await observeRouter(askRouter({ baseUrl: server.baseUrl, contract }, fetch), keys, contract);
  expect([...methods].sort()).toEqual(['GET', 'OPTIONS']);
  expect(server.simulator.save()).toBe(before);
});

describe('keys', () => {
  test('the scopes of each, and what a missing one costs', async () => {
    const report = await run(server.keys.execution);
    expect(report.keys).toEqual([
      {
        keyName: 'XEM_API_KEY',
        isAccepted: true,
        scopes: { execution: 'carried', management: 'lacking', inference: 'lacking' },
      },
    ]);
    expect(surfacesThat(report, 'lacks_scope')).toEqual([
      'agents',
      'exports',
      'health',
      'workspaces',
      'chats',
      'keys',
      'webhooks',
    ]);
    expect(report.surfaces.find((it) => it.surface === 'agents')?.cost).toMatch(/no containment/);
    // The refusal names the scope that the table has too.
    expect(report.overrides).toEqual({});
  });

  test('one for each scope is tried on every surface', async () => {
    const report = await probe({
      XEM_BASE_URL: server.baseUrl,
      XEM_API_KEY_EXECUTION: server.keys.execution,
      XEM_API_KEY_MANAGEMENT: server.keys.management,
      XEM_API_KEY: server.keys.inference,
    });
    expect(report.keys.map((it) => it.keyName)).toEqual([
      'XEM_API_KEY_EXECUTION',
      'XEM_API_KEY_MANAGEMENT',
      'XEM_API_KEY',
    ]);
    expect(surfacesThat(report, 'answers')).toHaveLength(9);
  });

  test('the same key under two names is asked once', () => {
    expect(probeKeys({ XEM_API_KEY: 'k', XEM_API_KEY_EXECUTION: 'k' })).toEqual([
      { name: 'XEM_API_KEY_EXECUTION', key: 'k', scopes: ['execution', 'management', 'inference'] },
    ]);
  });

  test('a wrong one is said to be refused', async () => {
    const report = await run('xero_acme-prod_wrong');
    expect(report.keys).toMatchObject([{ isAccepted: false }]);
    expect(surfacesThat(report, 'key_refused')).toHaveLength(9);
    expect(renderProbeReport(report)).not.toContain('xero_acme-prod_wrong');
  });
});

test('what a terminal shows does not hold a key that the router repeats', async () => {
  const key = 'a key of some other form';
  const router = await startRefusingRouter((sent) => `${sent} is not known`);
  try {
    const text = renderProbeReport(await probe({ XEM_BASE_URL: router.baseUrl, XEM_API_KEY: key }));
    expect(text).toContain('KEY REFUSED: 401 Bearer [key] is not known');
    expect(text).not.toContain(key);
  } finally {
    router.close();
  }
});

describe('alternatives', () => {
  test.each<[string, Partial<Variants>, RegExp]>([
    ['A-02', { lists: 'offset' }, /by counting/],
    ['A-07', { otherRoutes: ['rawExecution'] }, /\/output/],
    ['A-11', { missing: ['listWorkspaceBindings'] }, /no route for bindings/],
  ])('%s settled by %o is found out', async (id, variants, said) => {
    const report = await turnTo(variants);
    expect(finding(report, id)).toMatchObject({ verdict: 'otherwise', said: expect.stringMatching(said) });
  });

  test.each<[string, Partial<Variants>, RegExp]>([
    ['A-02', { lists: 'array' }, /a bare array/],
    ['A-02', { lists: 'cursor' }, /next_cursor; pages go on after a cursor/],
    ['A-05', { times: 'milliseconds' }, /milliseconds/],
    ['A-05', { times: 'seconds' }, /^seconds/],
    ['A-14', { times: 'seconds' }, /30 s/],
  ])('%s settled by %o is described', async (id, variants, said) => {
    const report = await turnTo(variants);
    expect(finding(report, id)).toMatchObject({ verdict: 'as_assumed', said: expect.stringMatching(said) });
  });

  test('the length of a lease is saved in renewals', async () => {
    const report = await turnTo({ leaseMisses: 6 });
    expect(finding(report, 'A-14')).toMatchObject({ verdict: 'otherwise', said: 'a lease lasts 60 s' });
    expect(report.overrides).toEqual({ leaseMissesUntilOffline: 6 });
  });

  test('a router that shows no pause costs the proof of a stop', async () => {
    const report = await turnTo({ showsPause: false });
    expect(report.unseen).toMatchObject([
      { what: 'agent.exec_paused', cost: expect.stringMatching(/cannot be verified/) },
      { what: 'agent.paused_workspaces' },
    ]);
  });

  test('what was found makes an override file that fits the router', async () => {
    const report = await turnTo({
      lists: 'offset',
      otherRoutes: ['rawExecution'],
      missing: ['listWorkspaceBindings'],
    });
    const overrides = parseOverrides(JSON.parse(JSON.stringify(report.overrides)));
    expect(overrides).toEqual({
      page: { style: 'offset' },
      operations: {
        rawExecution: { method: 'GET', path: '/exec/executions/{execution_id}/output' },
        listWorkspaceBindings: null,
      },
    });
    const table = applyOverrides(contract, overrides);
    const xem = createHttpXem({ baseUrl: server.baseUrl, keys: server.keys, contract: table });
    const [execution] = (await xem.listExecutions({ limit: 1 })).items;
    expect(await new Response((await xem.rawExecution(execution?.executionId ?? '')).body).text()).toBe(
      execution?.output,
    );
    expect(await xem.listWorkspaceBindings(billing)).toBeNull();
  });
});

describe('a router in trouble', () => {
  test('is described rather than given up on', async () => {
    server.simulator.faults.inject({ path: '/exec/executions', kind: '500' });
    server.simulator.faults.inject({ path: '/health/dashboard', kind: 'html' });
    server.simulator.faults.inject({ path: '/workspaces', kind: 'reset' });
    const report = await run();
    expect(surfacesThat(report, 'fails')).toEqual(['exec', 'health', 'workspaces']);
    expect(finding(report, 'A-02')).toMatchObject({ verdict: 'open' });
    expect(report.overrides).toEqual({});
    const text = renderProbeReport(report);
    expect(text).toContain('exec        FAILS: 500 Internal server error');
    expect(text).toContain('a web page');
  });

  test('that is not there says so for all', async () => {
    const report = await probe({ XEM_BASE_URL: 'http://127.0.0.1:1/p/v1', XEM_API_KEY: 'k' });
    expect(report.keys).toMatchObject([{ isAccepted: null }]);
    expect(surfacesThat(report, 'fails')).toHaveLength(9);
  });

  test('without executions leaves open what only they could tell', async () => {
    await server.close();
    server = await startSimulatorServer();
    const report = await run();
    expect(report.assumptions.filter((it) => it.verdict === 'otherwise')).toEqual([]);
    expect(finding(report, 'A-03')).toMatchObject({ verdict: 'open' });
  });
});

test.each([
  ['goes on after a cursor', 'e1', 'e3', 'cursor'],
  ['counts', 'e3', 'e1', 'offset'],
  ['ignores both, and goes on working meanwhile', 'e3', 'e4', null],
  ['ignores both, and rests', 'e2', 'e2', null],
])('a router that %s', (_, byCursor, byOffset, style) => {
  expect(pagingOf([...pages('listExecutions', byCursor, byOffset), ...agentPages], contract).style).toBe(
    style === 'cursor' ? style : null,
  );
  const both = [...pages('listExecutions', byCursor, byOffset), ...pages('listAgents', byCursor, byOffset)];
  expect(pagingOf(both, contract).style).toBe(style);
});

/** The second row is the newest when asked first; two more have come by the time that all are asked for. */
function pages(operation: 'listExecutions' | 'listAgents', byCursor: string, byOffset: string): Asked[] {
  const answer = (purpose: Asked['purpose'], ids: string[]): Asked => ({
    ...seenExecutions,
    operation,
    purpose,
    body: ids.map((id) => ({ id })),
  });
  return [
    answer('surface', ['e2']),
    answer('page_by_cursor', [byCursor]),
    answer('page_by_offset', [byOffset]),
    answer('recent', ['e4', 'e3', 'e2', 'e1']),
  ];
}
const agentPages = pages('listAgents', 'e1', 'e3');

test('a style of paging that executions alone show is said, and not saved', () => {
  const asked = [...pages('listExecutions', 'e3', 'e1'), ...agentPages];
  const report = buildProbeReport(asked, contract);
  expect(report.overrides).toEqual({});
  expect(finding(report, 'A-02')?.said).toMatch(/by counting, those of agents go on after a cursor/);
});

describe('web pages between the router and us', () => {
  const page = (more: Partial<Asked>): Asked => ({
    ...seenExecutions,
    body: undefined,
    isWebPage: true,
    ...more,
  });

  test.each([200, 401, 403, 404])('are not its word, with %i', (status) => {
    const asked = [
      page({ status }),
      page({ status, purpose: 'detail', operation: 'listTools' }),
      page({ status, purpose: 'detail', operation: 'rawExecution' }),
      page({ status, purpose: 'other_route', operation: 'rawExecution' }),
      page({ status, purpose: 'detail', operation: 'listWorkspaceBindings' }),
      page({ status, purpose: 'unknown_id', operation: 'showExecution' }),
    ];
    const report = buildProbeReport(asked, contract);
    expect(report.keys).toMatchObject([{ isAccepted: null, scopes: { execution: 'unknown' } }]);
    expect(report.surfaces[0]).toMatchObject({ verdict: 'fails', said: `${status}, a web page` });
    expect(report.operations.filter(({ answers }) => answers)).toEqual([]);
    expect(report.assumptions.filter(({ id }) => /A-(07|08|10|11)/.test(id)).map((it) => it.verdict)).toEqual(
      ['open', 'open', 'open', 'open'],
    );
    expect(report.overrides).toEqual({});
  });

  test('say nothing of the methods that a route takes', () => {
    const asked = page({ purpose: 'methods', operation: 'pauseExec', methods: ['GET'] });
    expect(finding(buildProbeReport([asked], contract), 'A-06')?.said).toMatch(/does not say which method/);
  });
});

test('a route that an earlier probe wrote off and that answers by now is taken back', async () => {
  await turnTo({ missing: ['listWorkspaceBindings'], otherRoutes: ['rawExecution'] });
  const before = (await run()).overrides;
  await server.close();
  server = await start();
  const table = applyOverrides(contract, before);
  const ask = askRouter({ baseUrl: server.baseUrl, contract: table });
  const keys = probeKeys({ XEM_API_KEY: server.keys.all });
  const { overrides: found } = buildProbeReport(await observeRouter(ask, keys, table), table);
  const merged = applyOverrides(contract, mergeOverrides(before, found));
  expect(merged.operations.listWorkspaceBindings).toEqual(contract.operations.listWorkspaceBindings);
  expect(merged.operations.rawExecution.path).toBe(contract.operations.rawExecution.path);
});

test('a list under a name that nobody knew is found', () => {
  const asked: Asked = { ...seenExecutions, body: { runs: [{ id: 'e1' }], page: 1 } };
  expect(buildProbeReport([asked], contract).overrides).toEqual({ collections: { execution: ['runs'] } });
});

test('what is saved keeps what was written by hand', () => {
  const known = parseOverrides({ pauseBody: { form: 'query' }, operations: { listChats: null } });
  const merged = mergeOverrides(known, { operations: { listTools: null }, page: { style: 'offset' } });
  expect(merged).toEqual({
    pauseBody: { form: 'query' },
    operations: { listChats: null, listTools: null },
    page: { style: 'offset' },
  });
});

test('through the command-line client it tells what that cannot do', async () => {
  const home = createCliHome({ baseUrl: server.baseUrl, apiKey: server.keys.all });
  try {
    const settings = { XEM_TRANSPORT: 'cli', XEM_CLI: home.command } as const;
    const report = await probe(settings, { environment: home.env });
    expect(surfacesThat(report, 'not_there')).toEqual(['approvals']);
    expect(surfacesThat(report, 'answers')).toContain('agents');
    expect(report.unseen.map((it) => it.what)).toContain('listInvocations');
  } finally {
    home.remove();
  }
}, 60_000);
