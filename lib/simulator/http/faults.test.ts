import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';

/** Over a real socket, as the processes that are tried with them meet them. */

const fleet01 = 'agt_xem_fleet_01';
const pausePath = `/management/agents/${fleet01}/pause-exec`;
const resumePath = `/management/agents/${fleet01}/resume-exec`;
let server: SimulatorServer;

beforeEach(async () => {
  server = await startSimulatorServer();
});
afterEach(() => server.close());

function ask(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.baseUrl}${path}`, {
    method,
    ...init,
    headers: { Authorization: `Bearer ${server.keys.all}` },
  });
}
const isPaused = async () => {
  const agent: { exec_paused: boolean } = await (await ask('GET', `/management/agents/${fleet01}`)).json();
  return agent.exec_paused;
};

describe('a pause that is', () => {
  test('accepted and not applied is answered as if it were, and leaves no trace', async () => {
    server.simulator.faults.inject({
      path: '/management/agents',
      method: 'POST',
      kind: 'accept-not-apply',
      times: 1,
    });
    const answer = await ask('POST', pausePath);
    expect([answer.status, (await answer.json()).exec_paused]).toEqual([200, true]);
    expect(await isPaused()).toBe(false);
    const events: { data: { type: string }[] } = await (
      await ask('GET', `/management/agents/${fleet01}/events`)
    ).json();
    expect(events.data.map((it) => it.type)).not.toContain('exec_paused');
    await ask('POST', pausePath);
    expect(await isPaused()).toBe(true);
  });

  test('applied late takes effect once its time has come', async () => {
    server.simulator.faults.inject({ path: pausePath, kind: 'apply-late', delayMs: 5_000, times: 1 });
    expect((await ask('POST', pausePath)).status).toBe(200);
    server.simulator.advance(4_999);
    expect(await isPaused()).toBe(false);
    server.simulator.advance(1);
    expect(await isPaused()).toBe(true);
  });

  test('applied and then left unanswered holds all the same', async () => {
    server.simulator.faults.inject({ path: pausePath, kind: 'apply-then-hang', times: 1 });
    await expect(ask('POST', pausePath, { signal: AbortSignal.timeout(200) })).rejects.toThrow();
    expect(await isPaused()).toBe(true);
  });

  test('applied and then cut off holds all the same', async () => {
    server.simulator.faults.inject({ path: pausePath, kind: 'apply-then-reset', times: 1 });
    await expect(ask('POST', pausePath)).rejects.toThrow();
    expect(await isPaused()).toBe(true);
  });

  test('undone by itself is, as often as it is sent', async () => {
    server.simulator.faults.inject({ path: '/management/agents', kind: 'undo-later', delayMs: 3_000 });
    for (let round = 0; round < 2; round += 1) {
      await ask('POST', pausePath, { body: JSON.stringify({}) });
      expect(await isPaused()).toBe(true);
      server.simulator.advance(3_000);
      expect(await isPaused()).toBe(false);
    }
    server.simulator.faults.clear();
    await ask('POST', pausePath);
    server.simulator.advance(60_000);
    expect(await isPaused()).toBe(true);
  });

  test('of a workspace is undone for that workspace, and a resume by a pause', async () => {
    const body = JSON.stringify({ workspace_id: 'ws_3b7e90d25c18' });
    const paused = async () =>
      (await (await ask('GET', `/management/agents/${fleet01}`)).json()).paused_workspaces;
    server.simulator.faults.inject({ path: resumePath, kind: 'undo-later', delayMs: 1_000 });
    await ask('POST', pausePath, { body });
    await ask('POST', resumePath, { body });
    expect(await paused()).toEqual([]);
    server.simulator.advance(1_000);
    expect(await paused()).toEqual(['ws_3b7e90d25c18']);
  });
});

test('what is only seemingly carried out may run beside what is', async () => {
  server.simulator.faults.inject({ path: pausePath, kind: 'accept-not-apply', times: 20 });
  const other = '/management/agents/agt_xem_fleet_02/pause-exec';
  await Promise.all([...Array.from({ length: 20 }, () => ask('POST', pausePath)), ask('POST', other)]);
  expect(await isPaused()).toBe(false);
  const agent = await (await ask('GET', '/management/agents/agt_xem_fleet_02')).json();
  expect(agent.exec_paused).toBe(true);
});

test('a rate is met by about that share of the requests, the same ones for the same seed', async () => {
  const statuses = async () => {
    const own = await startSimulatorServer({ seed: 'rate' });
    own.simulator.faults.inject({ path: '/workspaces', kind: '500', rate: 0.3 });
    const seen: number[] = [];
    for (let count = 0; count < 100; count += 1) {
      const answer = await fetch(`${own.baseUrl}/workspaces`, {
        headers: { Authorization: `Bearer ${own.keys.all}` },
      });
      await answer.body?.cancel();
      seen.push(answer.status);
    }
    await own.close();
    return seen;
  };
  const seen = await statuses();
  const failed = seen.filter((status) => status === 500).length;
  expect(failed).toBeGreaterThan(15);
  expect(failed).toBeLessThan(45);
  expect(await statuses()).toEqual(seen);
});

test('a skewed clock shows in the Date of the answer and in the times inside', async () => {
  const before = await (await ask('GET', `/management/agents/${fleet01}`)).json();
  server.simulator.faults.inject({ path: '/', kind: 'skewed', skewMs: 600_000 });
  const answer = await ask('GET', `/management/agents/${fleet01}`);
  const after = await answer.json();
  expect(Date.parse(after.last_heartbeat_at) - Date.parse(before.last_heartbeat_at)).toBe(600_000);
  const ahead = Date.parse(answer.headers.get('Date') ?? '') - server.simulator.controls.now().getTime();
  expect(Math.abs(ahead - 600_000)).toBeLessThan(1_000);
});

test.each([
  ['400', 400],
  ['401', 401],
  ['403', 403],
  ['404', 404],
  ['409', 409],
  ['429', 429],
  ['500', 500],
  ['502', 502],
  ['503', 503],
  ['504', 504],
  ['html', 200],
] as const)('%s is answered with a request id, and only as often as wished', async (kind, status) => {
  server.simulator.faults.inject({ path: '/workspaces', kind, times: 1 });
  const answer = await ask('GET', '/workspaces');
  expect(answer.status).toBe(status);
  expect(answer.headers.get('X-Request-ID')).toMatch(/^req_/);
  expect((await ask('GET', '/workspaces')).headers.get('Content-Type')).toMatch(/^application\/json/);
});

test.each([
  ['503', null],
  ['no-agent', 'tool_executor_unavailable'],
] as const)('a 503 of the kind %s is about %s', async (kind, code) => {
  server.simulator.faults.inject({ path: '/workspaces', kind, retryAfterSeconds: 2 });
  const answer = await ask('GET', '/workspaces');
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2']);
  expect((await answer.json()).error.code ?? null).toBe(code);
});

test('a slow body comes in two parts', async () => {
  server.simulator.faults.inject({ path: '/workspaces', kind: 'slow', delayMs: 40, times: 1 });
  const reader = (await ask('GET', '/workspaces')).body?.getReader();
  const first = await reader?.read();
  const pending = reader?.read();
  const sooner = await Promise.race([pending, delay(5, 'not yet')]);
  expect(first?.done).toBe(false);
  expect(sooner).toBe('not yet');
  expect((await pending)?.done).toBe(false);
});

test('faults are withdrawn one by one', async () => {
  const { faults } = server.simulator;
  const one = faults.inject({ path: '/workspaces', kind: '500' });
  faults.inject({ path: '/chats', kind: '500' });
  await ask('GET', '/workspaces');
  expect(one.metCount).toBe(1);
  expect(faults.remove(one.id)).toBe(true);
  expect(faults.remove(one.id)).toBe(false);
  expect((await ask('GET', '/workspaces')).status).toBe(200);
  expect((await ask('GET', '/chats')).status).toBe(500);
});
