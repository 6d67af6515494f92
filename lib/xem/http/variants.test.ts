import { afterEach, describe, expect, test } from 'vitest';
import type { Variants } from '@/lib/simulator/http/variants';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import { readAllPages } from '@/lib/xem/read-all-pages';
import { contract } from '@/lib/xem/wire/contract';
import { applyOverrides, type ContractOverrides } from '@/lib/xem/wire/overrides';
import type { Xem } from '@/lib/xem/xem';

/** The alternatives of the assumption register, each by a router that has settled for it. */

const fleet01 = 'agt_xem_fleet_01';
const billing = 'ws_3b7e90d25c18';

let server: SimulatorServer;
let xem: Xem;
afterEach(() => server.close());

async function connect(variants: Partial<Variants>, overrides: ContractOverrides = {}) {
  server = await startSimulatorServer({ variants });
  xem = createHttpXem({
    baseUrl: server.baseUrl,
    keys: server.keys,
    contract: applyOverrides(contract, overrides),
  });
}

function call(toolName = 'openstack_server_list', durationMs = 2_000): string {
  return server.simulator.controls.invoke({
    agentId: fleet01,
    workspaceId: billing,
    toolName,
    requestedBy: 'a chat',
    durationMs,
  });
}

async function everyExecution(limit: number): Promise<string[]> {
  const seen: string[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 20; pages += 1) {
    const page = await xem.listExecutions({ limit, ...(after === undefined ? {} : { after }) });
    seen.push(...page.items.map((item) => item.invocationId ?? ''));
    if (page.nextAfter === null) break;
    after = page.nextAfter;
  }
  return seen;
}

describe('lists', () => {
  test.each([
    ['object', false],
    ['array', false],
    ['named', false],
    ['items', false],
    ['cursor', false],
    ['offset', false],
    ['offset-alone', false],
    ['object', true],
    ['array', true],
    ['cursor', true],
    ['offset', true],
    ['offset-alone', true],
  ] as const)('%s, clamped to ten rows: %s: every row once, newest first', async (lists, clamps) => {
    await connect({ lists, clamps });
    const calls: string[] = [];
    for (let count = 0; count < 25; count += 1) {
      calls.unshift(call());
      server.simulator.advance(1_000);
    }
    server.simulator.advance(10_000);
    expect(await everyExecution(3)).toEqual(calls);
    expect(await everyExecution(100)).toEqual(calls);
    expect(await readAllPages((page) => xem.listAgents(page))).toMatchObject({
      items: { length: 12 },
      isComplete: true,
    });
    expect(await xem.listWorkspaceBindings(billing)).toMatchObject({
      agentIds: { length: 4 },
      isComplete: true,
    });
  });
});

describe('records', () => {
  test.each([
    { references: 'nested' },
    { times: 'seconds' },
    { times: 'milliseconds' },
    { references: 'nested', times: 'seconds', lists: 'array' },
  ] as const)('%o reads the same', async (variants) => {
    await connect(variants);
    const startedAfter = server.simulator.controls.now().getTime() - 1_000;
    const invocationId = call();
    server.simulator.advance(60_000);
    const [listed] = (await xem.listExecutions({})).items;
    expect(listed).toMatchObject({
      invocationId,
      agentId: fleet01,
      workspaceId: billing,
      toolName: 'openstack_server_list',
    });
    expect(listed?.startedAt?.getTime()).toBeGreaterThanOrEqual(startedAfter);
    expect(listed?.startedAt?.getTime()).toBeLessThan(startedAfter + 10_000);
    expect(await xem.showInvocation(invocationId)).toMatchObject({ executionId: listed?.executionId });
    const stop = await xem.showInvocation(call('openstack_server_stop'));
    expect(await xem.showApproval(stop.approvalId ?? '')).toMatchObject({
      invocationId: stop.invocationId,
      expiresAt: expect.any(Date),
    });
  });

  test.each([
    { references: 'flat' },
    { references: 'nested' },
    { references: 'nested', lists: 'named' },
    { references: 'nested', workspacesBy: 'name' },
  ] as const)('what an agent lists reads the same with %o', async (variants) => {
    await connect(variants);
    const named = 'workspacesBy' in variants ? 'billing' : billing;
    const invocationId = call('openstack_server_list', 60_000);
    await xem.pauseExec(fleet01, { workspaceId: billing });
    const shown = await xem.showAgent(fleet01);
    expect(shown).toMatchObject({ pausedWorkspaces: [named], inFlight: [invocationId] });
    expect(shown.workspaces).toContain(named);
    expect(shown.tools).toContain('openstack_server_list');
    const listed = (await xem.listAgents({})).items.find(({ agentId }) => agentId === fleet01);
    expect(listed).toMatchObject({ pausedWorkspaces: [named], inFlight: [invocationId] });
  });

  test('an agent that shows no pause leaves it open, rather than saying no', async () => {
    await connect({ showsPause: false });
    await xem.pauseExec(fleet01, {});
    expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: null, pausedWorkspaces: null });
  });
});

describe('routes', () => {
  test('cancel by DELETE', async () => {
    await connect({ otherRoutes: ['cancelInvocation'] });
    const [one, other] = [call('openstack_server_list', 60_000), call('openstack_server_list', 60_000)];
    server.simulator.advance(1_000);
    for (const invocationId of [one, other]) {
      await xem.cancelInvocation(invocationId);
      expect(await xem.showInvocation(invocationId)).toMatchObject({ status: 'cancelled' });
    }
    await expect(xem.cancelInvocation(one)).rejects.toMatchObject({ code: 'conflict' });
    await expect(xem.cancelInvocation('inv_nowhere')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('raw output as /output', async () => {
    await connect({ otherRoutes: ['rawExecution'] });
    call();
    server.simulator.advance(60_000);
    const [execution] = (await xem.listExecutions({})).items;
    const raw = await xem.rawExecution(execution?.executionId ?? '');
    expect(await new Response(raw.body).text()).toBe(execution?.output);
    await expect(xem.rawExecution('exe_nowhere')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('pause by PUT', async () => {
    await connect({ otherRoutes: ['pauseExec', 'resumeExec'] });
    await xem.pauseExec(fleet01, { workspaceId: billing });
    expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: false, pausedWorkspaces: [billing] });
    await xem.resumeExec(fleet01, { workspaceId: billing });
    expect(await xem.showAgent(fleet01)).toMatchObject({ pausedWorkspaces: [] });
  });

  test('no bindings', async () => {
    await connect({ missing: ['listWorkspaceBindings'] });
    expect(await xem.listWorkspaceBindings(billing)).toBeNull();
  });

  test('one that the deployment knows to be missing is not asked for', async () => {
    await connect({}, { operations: { listTools: null } });
    await expect(xem.listTools({})).rejects.toMatchObject({
      code: 'xem_unsupported',
      details: { operation: 'listTools', surface: 'exec' },
    });
  });
});

describe('the workspace of a pause', () => {
  const pauseNames = ['either', 'id', 'name', 'query'] as const;
  const unknownKeys = ['ignored', 'refused'] as const;
  const routers = pauseNames.flatMap((names) => unknownKeys.map((keys) => [names, keys] as const));
  const scope = { workspaceId: billing, workspaceName: 'billing' };

  test.each(routers)('by %s, other keys %s: never the whole agent', async (names, keys) => {
    await connect({ pauseNames: names, unknownKeys: keys });
    await xem.pauseExec(fleet01, scope);
    expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: false, pausedWorkspaces: [billing] });
    await xem.pauseExec(fleet01, {});
    await xem.resumeExec(fleet01, scope);
    expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: true, pausedWorkspaces: [] });
  });

  test.each(routers)(
    'by %s, other keys %s: one that is not served there pauses nothing',
    async (names, keys) => {
      await connect({ pauseNames: names, unknownKeys: keys });
      const unserved = { workspaceId: 'ws_5e0a9b3d7f64', workspaceName: 'data-warehouse' };
      await expect(xem.pauseExec(fleet01, unserved)).rejects.toMatchObject({ details: { httpStatus: 404 } });
      expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: false, pausedWorkspaces: [] });
    },
  );

  test.each([
    ['id', scope],
    ['id', { workspaceId: billing }],
    ['name', scope],
    ['name', { workspaceId: 'billing' }],
    ['query', scope],
  ] as const)('by %s, as the deployment says, of %o', async (form, named) => {
    await connect({ pauseNames: form, unknownKeys: 'refused' }, { pauseBody: { form } });
    await xem.pauseExec(fleet01, named);
    expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: false, pausedWorkspaces: [billing] });
  });
});

test.each([409, 400, 422] as const)('decided twice, said by %i, is a conflict', async (decidedTwice) => {
  await connect({ decidedTwice });
  const { approvalId } = await xem.showInvocation(call('openstack_server_stop'));
  await xem.reject(approvalId ?? '', { reason: 'no' });
  await expect(xem.approve(approvalId ?? '', {})).rejects.toMatchObject({ code: 'conflict' });
});

test.each([404, 400, 422] as const)('unknown, said by %i, is not found', async (unknownId) => {
  await connect({ unknownId });
  const notFound = { code: 'not_found', details: { httpStatus: unknownId } };
  await expect(xem.showExecution('exe_1')).rejects.toMatchObject(notFound);
  await expect(xem.showApproval('nobody')).rejects.toMatchObject(notFound);
  await expect(xem.showAgent('agt_nobody')).rejects.toMatchObject(notFound);
  await expect(xem.cancelInvocation('inv_1')).rejects.toMatchObject(notFound);
});

test('a pause that hangs on another scope is sent with the key of that scope', async () => {
  await connect({ pauseScope: 'execution' });
  await xem.pauseExec(fleet01, {});
  expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: true });
});
