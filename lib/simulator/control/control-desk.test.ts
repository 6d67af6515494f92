import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';

/** As somebody turns a running simulator with curl. */

let server: SimulatorServer;

beforeEach(async () => {
  server = await startSimulatorServer({ scenario: 'slipped-past-approval' });
});
afterEach(() => server.close());

function ask(method: string, path: string, body?: unknown, key = server.simulator.controlKey) {
  return fetch(new URL(`/__simulator${path}`, server.baseUrl), {
    method,
    headers: { Authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const json = async (answer: Promise<Response>) => (await answer).json();
const router = (path: string) =>
  fetch(`${server.baseUrl}${path}`, { headers: { Authorization: `Bearer ${server.keys.all}` } });

test('opens with its own key alone', async () => {
  expect((await ask('GET', '/state', undefined, server.keys.all)).status).toBe(401);
  expect((await fetch(new URL('/__simulator/state', server.baseUrl))).status).toBe(401);
  expect((await ask('GET', '/state')).status).toBe(200);
});

test('turns away who does not call from this machine', async () => {
  const answer = await server.simulator.fetch(
    new Request('http://router.test/__simulator/state', {
      headers: { Authorization: `Bearer ${server.simulator.controlKey}` },
    }),
    { incoming: { socket: { remoteAddress: '192.0.2.7' } } },
  );
  expect(answer.status).toBe(403);
});

describe('faults', () => {
  test('are injected, listed and withdrawn', async () => {
    const fault = await json(
      ask('POST', '/faults', { path: '/acme-prod/v1/workspaces', kind: '500', times: 2 }),
    );
    expect(fault).toMatchObject({ path: '/workspaces', times_left: 2, met_count: 0 });
    expect((await router('/workspaces')).status).toBe(500);
    expect(await json(ask('GET', '/faults'))).toMatchObject({
      data: [{ id: fault.id, times_left: 1, met_count: 1 }],
    });
    expect((await ask('DELETE', `/faults/${fault.id}`)).status).toBe(204);
    expect((await ask('DELETE', `/faults/${fault.id}`)).status).toBe(404);
    expect((await router('/workspaces')).status).toBe(200);
  });

  test('on everything leave the desk and the liveness check alone', async () => {
    await ask('POST', '/faults', { path: '/', kind: '500' });
    expect((await router('/workspaces')).status).toBe(500);
    expect((await fetch(new URL('/healthz', server.baseUrl))).status).toBe(200);
    expect((await ask('DELETE', '/faults')).status).toBe(204);
    expect((await router('/workspaces')).status).toBe(200);
  });

  test.each([
    [{ path: '/workspaces', kind: 'sulk' }, 'kind'],
    [{ path: 'workspaces', kind: '500' }, 'path'],
    [{ path: '/', kind: '500', rate: 2 }, 'rate'],
    [{ path: '/', kind: '500', often: 2 }, 'often'],
  ])('%o is refused, naming the field', async (body, field) => {
    const refused = await ask('POST', '/faults', body);
    expect(refused.status).toBe(400);
    expect((await refused.json()).error.message).toContain(field);
  });
});

test('time is pushed on and sped up while it runs', async () => {
  const before = await json(ask('GET', '/state'));
  const after = await json(ask('POST', '/clock', { speed: 60, advance_seconds: 3_600 }));
  expect(Date.parse(after.now) - Date.parse(before.now)).toBe(3_600_000);
  expect(after.speed).toBe(60);
});

test('the story begins when asked to', async () => {
  const { chapters } = await json(ask('GET', '/state'));
  expect(chapters).toContain('the template is edited');
  expect((await ask('POST', '/story', {})).status).toBe(200);
  server.simulator.advance(20_000);
  const { data } = await json(router('/exec/executions'));
  expect(data.map((it: { tool_name: string }) => it.tool_name)).toContain('openstack_server_delete');
  expect((await ask('POST', '/story', { chapter: 'no such' })).status).toBe(404);
});

test('calls are made, agents fall silent and come back, and new ones enrol', async () => {
  const call = {
    agent_id: 'agt_xem_fleet_01',
    workspace_id: 'ws_3b7e90d25c18',
    tool_name: 'openstack_server_delete',
  };
  const { invocation_id: id } = await json(ask('POST', '/calls', call));
  expect(await json(router(`/exec/invocations/${id}`))).toMatchObject({ status: 'pending_approval' });
  expect((await ask('POST', '/calls', { ...call, agent_id: 'agt_0' })).status).toBe(404);

  const status = async (agentId: string) => (await json(router(`/management/agents/${agentId}`))).status;
  await ask('POST', '/agents/agt_xem_fleet_01/silence');
  server.simulator.advance(31_000);
  expect(await status('agt_xem_fleet_01')).toBe('offline');
  await ask('POST', '/agents/agt_xem_fleet_01/wake');
  expect(await status('agt_xem_fleet_01')).toBe('active');

  const newcomer = {
    id: 'agt_new',
    name: 'xem-new',
    workspace_ids: ['ws_3b7e90d25c18'],
    tools: ['prometheus.query'],
  };
  expect((await ask('POST', '/agents', newcomer)).status).toBe(201);
  expect(await status('agt_new')).toBe('active');
});
