import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isAppError } from '@/lib/errors';
import type { FaultKind } from '@/lib/simulator/http/faults';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import type { HttpXemOptions } from '@/lib/xem/http/exchange';

/** What becomes of a router that misbehaves, over real HTTP. Waiting between tries is recorded, not waited. */

let server: SimulatorServer;
let waits: number[] = [];

beforeAll(async () => {
  server = await startSimulatorServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.simulator.faults.clear();
  waits = [];
});

function connect(options: Partial<HttpXemOptions> = {}) {
  return createHttpXem({
    baseUrl: server.baseUrl,
    keys: server.keys,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    ...options,
  });
}

function inject(
  kind: FaultKind,
  more: { path?: string; times?: number; retryAfterSeconds?: number; delayMs?: number } = {},
) {
  server.simulator.faults.inject({ path: '/exec/executions', kind, ...more });
}

const withRequestId = { requestId: expect.stringMatching(/^req_/) };

describe('refusals', () => {
  test('a wrong key is refused, and never repeated in the error', async () => {
    const secret = 'xero_acme-prod_wrongwrongwrong';
    const xem = connect({ keys: { execution: secret, management: secret, inference: secret } });
    const error = await xem.listExecutions({}).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'xem_rejected', details: { httpStatus: 401, ...withRequestId } });
    expect(printed(error)).not.toContain(secret);
  });

  test.each([
    ['exec', 'execution', (xem: ReturnType<typeof connect>) => xem.listExecutions({})],
    ['approvals', 'execution', (xem: ReturnType<typeof connect>) => xem.listApprovals({})],
    ['agents', 'management', (xem: ReturnType<typeof connect>) => xem.listAgents({})],
    ['exports', 'management', (xem: ReturnType<typeof connect>) => xem.showExport('exp_1')],
    ['health', 'management', (xem: ReturnType<typeof connect>) => xem.healthDashboard()],
    ['workspaces', 'inference', (xem: ReturnType<typeof connect>) => xem.listWorkspaces({})],
    ['chats', 'inference', (xem: ReturnType<typeof connect>) => xem.listChatBranches('chat_1')],
  ] as const)('%s names the scope that its key lacks', async (surface, scope, call) => {
    const { execution, management } = server.keys;
    const wrong = scope === 'execution' ? management : execution;
    const xem = connect({ keys: { execution: wrong, management: wrong, inference: wrong } });
    await expect(call(xem)).rejects.toMatchObject({
      code: 'xem_scope_insufficient',
      details: { surface, scope, ...withRequestId },
    });
  });

  test('a surface without a key fails alone', async () => {
    const xem = connect({ keys: { execution: server.keys.execution } });
    await expect(xem.listAgents({})).rejects.toMatchObject({
      code: 'xem_scope_insufficient',
      details: { surface: 'agents', scope: 'management' },
    });
    await expect(xem.listExecutions({})).resolves.toBeDefined();
  });

  test('another project is refused rather than taken for an unknown execution', async () => {
    const xem = connect({ baseUrl: server.baseUrl.replace('acme-prod', 'other') });
    await expect(xem.listExecutions({})).rejects.toMatchObject({
      code: 'xem_rejected',
      details: { httpStatus: 404, xemCode: 'project_not_found' },
    });
  });

  test('404 and 409 keep their meaning', async () => {
    inject('404', { times: 1 });
    await expect(connect().showExecution('exe_1')).rejects.toMatchObject({ code: 'not_found' });
    server.simulator.faults.inject({ path: '/exec/approvals', kind: '409', times: 1 });
    await expect(connect().approve('apr_1', {})).rejects.toMatchObject({
      code: 'conflict',
      details: withRequestId,
    });
  });
});

describe('reads try again', () => {
  test('after the time that a 429 names', async () => {
    inject('429', { times: 2, retryAfterSeconds: 3 });
    await expect(connect().listExecutions({})).resolves.toBeDefined();
    expect(waits).toHaveLength(2);
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(3_000);
  });

  test('but not when that lies beyond the deadline', async () => {
    inject('429', { retryAfterSeconds: 120 });
    await expect(connect().listExecutions({})).rejects.toMatchObject({
      code: 'xem_rate_limited',
      details: { retryAfterMs: 120_000, ...withRequestId },
    });
    expect(waits).toEqual([]);
  });

  test.each(['500', '503', 'reset'] as const)('after %s', async (kind) => {
    inject(kind, { times: 2 });
    await expect(connect().listExecutions({})).resolves.toBeDefined();
    expect(waits).toHaveLength(2);
  });

  test('with growing pauses, and give up in the end', async () => {
    inject('500');
    await expect(connect().listExecutions({})).rejects.toMatchObject({
      code: 'xem_unreachable',
      details: { httpStatus: 500, surface: 'exec', ...withRequestId },
    });
    expect(waits).toHaveLength(4);
    expect(waits[3]).toBeGreaterThan(waits[0] ?? Number.POSITIVE_INFINITY);
  });

  test('after a try that hangs, within the deadline', async () => {
    inject('hang', { times: 1 });
    await expect(connect({ timeoutMs: 600 }).listExecutions({})).resolves.toBeDefined();
  });

  test('and end with the deadline when every try hangs', async () => {
    inject('hang');
    const startedAt = performance.now();
    await expect(connect({ timeoutMs: 300 }).listExecutions({})).rejects.toMatchObject({
      code: 'xem_unreachable',
      userMessage: 'XEM did not answer in time.',
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('a body that stops halfway counts against the deadline', async () => {
    inject('slow', { delayMs: 60_000 });
    await expect(connect({ timeoutMs: 300 }).listExecutions({})).rejects.toMatchObject({
      code: 'xem_unreachable',
    });
  });

  test('nobody listening is unreachable', async () => {
    const xem = connect({ baseUrl: 'http://127.0.0.1:1/acme-prod/v1' });
    await expect(xem.listExecutions({})).rejects.toMatchObject({
      code: 'xem_unreachable',
      details: { requestId: null, path: '/acme-prod/v1/exec/executions' },
    });
  });
});

describe('answers that cannot be read', () => {
  test.each(['html', 'malformed', 'truncated', 'oversized'] as const)(
    '%s names its path and is not repeated',
    async (kind) => {
      inject(kind);
      await expect(connect().listExecutions({})).rejects.toMatchObject({
        code: 'xem_unexpected_answer',
        details: { path: '/acme-prod/v1/exec/executions', ...withRequestId },
      });
      expect(waits).toEqual([]);
    },
  );

  test('a web page in place of raw output is not taken for output', async () => {
    inject('html');
    await expect(connect().rawExecution('exe_1')).rejects.toMatchObject({ code: 'xem_unexpected_answer' });
  });

  test('raw output that stands still fails while it is read', async () => {
    const invocationId = server.simulator.controls.invoke({
      agentId: 'agt_xem_fleet_01',
      workspaceId: 'ws_3b7e90d25c18',
      toolName: 'openstack_server_list',
      requestedBy: 'a chat',
    });
    server.simulator.advance(120_000);
    const xem = connect({ timeoutMs: 400 });
    const { items } = await xem.listExecutions({});
    const executionId = items.find((item) => item.invocationId === invocationId)?.executionId ?? '';
    inject('slow', { delayMs: 60_000 });
    const blob = await xem.rawExecution(executionId);
    await expect(new Response(blob.body).text()).rejects.toMatchObject({ code: 'xem_unreachable' });
  });
});

test.each([
  ['raw output', (xem: ReturnType<typeof connect>) => xem.rawExecution('exe_nowhere')],
  ['a download', (xem: ReturnType<typeof connect>) => xem.downloadExport('exp_nowhere')],
] as const)('a refusal of %s that stands still halfway counts against the deadline', async (_, call) => {
  server.simulator.faults.inject({ path: '/', kind: 'slow', delayMs: 60_000 });
  await expect(call(connect({ timeoutMs: 300 }))).rejects.toMatchObject({
    code: 'xem_unreachable',
    details: { reason: 'timed out', ...withRequestId },
  });
});

describe('raw output of 200 MB', () => {
  const megabyte = 1024 * 1024;

  test('passes through, and never more than a little of it is held', async () => {
    const bytes = 200 * megabyte;
    const progress = server.simulator.faults.inject({
      path: '/exec/executions',
      kind: 'huge',
      bytes,
      times: 1,
    });
    const { body } = await connect({ timeoutMs: 30_000 }).rawExecution('exe_1');
    let readBytes = 0;
    let mostHeld = 0;
    for await (const piece of body) {
      readBytes += piece.byteLength;
      mostHeld = Math.max(mostHeld, progress.sentBytes - readBytes);
    }
    expect(readBytes).toBe(bytes);
    expect(mostHeld).toBeLessThan(16 * megabyte);
  }, 60_000);

  test('is let go of when the reader has seen enough', async () => {
    const progress = server.simulator.faults.inject({ path: '/exec/executions', kind: 'huge', times: 1 });
    const { body } = await connect().rawExecution('exe_1');
    const reader = body.getReader();
    await reader.read();
    await reader.cancel();
    await vi.waitFor(() => expect(progress.isCutOff).toBe(true), 5_000);
    expect(progress.sentBytes).toBeLessThan(16 * megabyte);
  });
});

describe('writes are sent once', () => {
  const agents = '/management/agents';

  test.each(['429', '500', '503', 'reset', 'hang', 'html', 'malformed'] as const)('on %s', async (kind) => {
    const xem = connect({ timeoutMs: 300 });
    server.simulator.faults.inject({ path: agents, method: 'POST', kind, times: 1 });
    await expect(xem.pauseExec('agt_xem_fleet_02', {})).rejects.toSatisfy((error) => isAppError(error));
    expect((await xem.showAgent('agt_xem_fleet_02')).isPaused).toBe(false);
    expect(waits).toEqual([]);
  });

  test('and say that nothing was done where no agent is online', async () => {
    server.simulator.faults.inject({ path: agents, method: 'POST', kind: 'no-agent', times: 1 });
    const refused = connect().pauseExec('agt_xem_fleet_02', {});
    await expect(refused).rejects.toMatchObject({
      code: 'xem_unreachable',
      userMessage: 'XEM has no agent online that could do it.',
      details: { xemCode: 'tool_executor_unavailable' },
    });
    await expect(refused).rejects.not.toHaveProperty('details.mayHaveHappened');
  });

  test('and an export may take longer than any other', async () => {
    server.simulator.faults.inject({
      path: '/exports',
      method: 'POST',
      kind: 'slow',
      delayMs: 400,
      times: 1,
    });
    const until = new Date();
    const window = { since: new Date(until.getTime() - 60_000), until };
    const xem = connect({ timeoutMs: 200 });
    await expect(xem.createExport(window)).resolves.toMatchObject({ status: 'completed' });
  });

  test('and say when the change may have been made all the same', async () => {
    server.simulator.faults.inject({ path: agents, method: 'POST', kind: 'truncated', times: 1 });
    const xem = connect();
    await expect(xem.pauseExec('agt_xem_fleet_03', {})).rejects.toMatchObject({
      details: { mayHaveHappened: true },
    });
    expect((await xem.showAgent('agt_xem_fleet_03')).isPaused).toBe(true);
  });
});

/** All that a log line could show of an error, causes included. */
function printed(error: unknown): string {
  if (!isAppError(error)) return String(error);
  return [
    error.message,
    error.stack,
    error.userMessage,
    JSON.stringify(error.details),
    String(error.cause),
  ].join('\n');
}
