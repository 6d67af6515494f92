import { beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '@/lib/clock';
import { createSimulator, type Simulator } from '@/lib/simulator/simulator';

/** The router's behaviour as the contract documents it, asked through its own addresses. */

const startAt = new Date('2026-03-02T09:00:00Z');
const fleet01 = 'agt_xem_fleet_01';
const fleet04 = 'agt_xem_fleet_04';
const billing = 'ws_3b7e90d25c18';
const kubernetesProd = 'ws_8f2c1a04b9e7';
const seconds = (count: number) => count * 1000;

let simulator: Simulator;

beforeEach(() => {
  simulator = createSimulator({ scenario: 'quiet', clock: manualClock(startAt) });
});

type Reply = {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { data?: Record<string, unknown>[] };
};

async function ask(method: string, path: string, body?: unknown, key = simulator.keys.all): Promise<Reply> {
  const response = await simulator.fetch(
    new Request(`http://router.test${simulator.basePath}${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) };
}

const get = async (path: string) => (await ask('GET', path)).body;
const agent = (agentId = fleet01) => get(`/management/agents/${agentId}`);
const status = async (invocationId: string) => (await get(`/exec/invocations/${invocationId}`)).status;

function call(
  toolName: string,
  more: { workspaceId?: string; agentId?: string; durationMs?: number } = {},
): string {
  return simulator.controls.invoke({
    agentId: fleet01,
    workspaceId: billing,
    toolName,
    requestedBy: 'a chat',
    durationMs: seconds(5),
    ...more,
  });
}

describe('a call', () => {
  test('is dispatched, runs, and leaves an execution with its output', async () => {
    const invocationId = call('openstack_server_list');
    expect(await status(invocationId)).toBe('dispatched');
    simulator.advance(seconds(1));
    expect(await status(invocationId)).toBe('running');
    expect((await get('/exec/executions')).data).toMatchObject([
      { status: 'running', exit_code: null, completed_at: null },
    ]);
    simulator.advance(seconds(10));
    expect((await get('/exec/executions')).data).toMatchObject([
      {
        invocation_id: invocationId,
        status: 'completed',
        exit_code: 0,
        duration_ms: 5_000,
        approval_id: null,
      },
    ]);
  });

  test('waits while the agent is at its ceiling', async () => {
    const calls = Array.from({ length: 21 }, () => call('openstack_server_list'));
    simulator.advance(seconds(1));
    const states = await Promise.all(calls.map(status));
    expect(states.filter((it) => it === 'running')).toHaveLength(20);
    expect(states.at(-1)).toBe('queued');
    simulator.advance(seconds(12));
    expect(await status(calls.at(-1) ?? '')).toBe('completed');
  });

  test('can be taken back while it waits and stopped while it runs', async () => {
    const waiting = call('openstack_server_stop');
    const running = call('openstack_server_list');
    simulator.advance(seconds(1));
    for (const id of [waiting, running]) {
      expect((await ask('POST', `/exec/invocations/${id}/cancel`)).body.status).toBe('cancelled');
    }
    simulator.advance(seconds(60));
    expect(await status(running)).toBe('cancelled');
    expect((await ask('POST', `/exec/invocations/${running}/cancel`)).status).toBe(409);
  });

  test('started over the API goes to an agent that serves the workspace', async () => {
    const started = await ask('POST', '/exec/invocations', {
      workspace_id: kubernetesProd,
      tool_name: 'kubectl_drain',
      arguments: { node: 'node-a-1' },
    });
    expect(started.status).toBe(202);
    expect(started.body).toMatchObject({ status: 'pending_approval', risk: 'destructive' });
    expect(started.body.approval_id).toMatch(/^[0-9a-f-]{36}$/);
    const unknown = await ask('POST', '/exec/invocations', { workspace_id: kubernetesProd, tool_name: 'rm' });
    expect([unknown.status, unknown.body.error]).toMatchObject([400, { code: 'exec_tool_not_found' }]);
  });
});

describe('risk', () => {
  test.each([
    ['openstack_server_list', 'read', 'dispatched'],
    ['openstack_volume_snapshot', 'write', 'dispatched'],
    ['openstack_server_stop', 'destructive', 'pending_approval'],
    ['openstack_server_delete', 'irreversible', 'pending_approval'],
  ])('%s is %s and starts as %s', async (toolName, risk, expected) => {
    const invocation = await get(`/exec/invocations/${call(toolName)}`);
    expect(invocation).toMatchObject({ risk, status: expected });
  });
});

describe('an approval', () => {
  async function approvalOf(invocationId: string) {
    const { approval_id: id } = await get(`/exec/invocations/${invocationId}`);
    return get(`/exec/approvals/${String(id)}`);
  }

  test('drops the note, the reason and the confirmation', async () => {
    const one = await approvalOf(call('openstack_server_delete'));
    const approved = await ask('POST', `/exec/approvals/${String(one.id)}/approve`, {
      note: 'remember me',
      confirm: 'some other tool',
    });
    expect(approved.body).toMatchObject({ status: 'approved', note: null });
    const other = await approvalOf(call('openstack_server_delete'));
    await ask('POST', `/exec/approvals/${String(other.id)}/reject`, { reason: 'remember me' });
    expect(JSON.stringify(await get('/exec/approvals'))).not.toContain('remember me');
  });

  test.each(['approve', 'reject'] as const)(
    'of a call that was cancelled asks nobody to %s it',
    async (verb) => {
      const invocationId = call('openstack_server_stop');
      const { approval_id: approvalId } = await get(`/exec/invocations/${invocationId}`);
      await ask('POST', `/exec/invocations/${invocationId}/cancel`);
      const withdrawn = { status: 'cancelled', resolved_at: startAt.toISOString(), resolved_by: null };
      expect(await get(`/exec/approvals/${approvalId}`)).toMatchObject(withdrawn);
      expect((await ask('POST', `/exec/approvals/${approvalId}/${verb}`)).status).toBe(409);
      simulator.advance(seconds(8_000));
      expect(await get(`/exec/approvals/${approvalId}`)).toMatchObject(withdrawn);
      expect(await status(invocationId)).toBe('cancelled');
      expect(await get('/exec/executions')).toMatchObject({ data: [] });
    },
  );

  test('rejected never runs', async () => {
    const invocationId = call('openstack_server_delete');
    const { id } = await approvalOf(invocationId);
    await ask('POST', `/exec/approvals/${String(id)}/reject`);
    simulator.advance(seconds(60));
    expect(await status(invocationId)).toBe('rejected');
    expect((await get('/exec/executions')).data).toEqual([]);
  });

  test.each([
    ['openstack_server_stop', 900],
    ['openstack_server_delete', 3600],
  ])('for %s escalates after %i s, then times out', async (toolName, timeout) => {
    const invocationId = call(toolName);
    simulator.advance(seconds(timeout) - 1);
    expect(await approvalOf(invocationId)).toMatchObject({ status: 'pending', escalation_stage: 0 });
    simulator.advance(1);
    expect(await approvalOf(invocationId)).toMatchObject({
      status: 'escalated',
      escalation_stage: 1,
      expires_at: new Date(startAt.getTime() + 2 * seconds(timeout)).toISOString(),
    });
    simulator.advance(seconds(timeout));
    expect(await approvalOf(invocationId)).toMatchObject({ status: 'timed_out', resolved_by: null });
    expect(await status(invocationId)).toBe('expired');
  });

  test('can still be given once it is escalated', async () => {
    const invocationId = call('openstack_server_stop');
    simulator.advance(seconds(901));
    const { id } = await approvalOf(invocationId);
    expect((await ask('POST', `/exec/approvals/${String(id)}/approve`)).status).toBe(200);
    simulator.advance(seconds(30));
    expect(await status(invocationId)).toBe('completed');
  });

  test('is filtered by risk', async () => {
    call('openstack_server_stop');
    call('openstack_server_delete');
    expect((await get('/exec/approvals?risk=irreversible')).data).toHaveLength(1);
  });

  test('is not found where the vendor’s CLI looks for it', async () => {
    expect((await ask('GET', '/approvals')).status).toBe(404);
  });
});

describe('a pause', () => {
  test('of the agent lets what is in flight end and queues the rest', async () => {
    const inFlight = call('openstack_server_list');
    simulator.advance(seconds(1));
    await ask('POST', `/management/agents/${fleet01}/pause-exec`);
    const later = call('openstack_server_list');
    expect(await agent()).toMatchObject({ exec_paused: true, paused_workspaces: [], in_flight: [inFlight] });
    simulator.advance(seconds(30));
    expect(await status(inFlight)).toBe('completed');
    expect(await status(later)).toBe('queued');
    expect(await agent()).toMatchObject({ in_flight: [] });
  });

  test('of one workspace stops only that one', async () => {
    await ask('POST', `/management/agents/${fleet01}/pause-exec`, { workspace_id: billing });
    const [held, free] = [
      call('openstack_server_list'),
      call('kubectl_get', { workspaceId: kubernetesProd }),
    ];
    const neighbour = call('openstack_server_list', { agentId: fleet04 });
    simulator.advance(seconds(30));
    expect([await status(held), await status(free), await status(neighbour)]).toEqual([
      'queued',
      'completed',
      'completed',
    ]);
    expect(await agent()).toMatchObject({ exec_paused: false, paused_workspaces: [billing] });
  });

  test('takes the workspace by name too, and no workspace that the agent does not serve', async () => {
    const path = `/management/agents/${fleet01}/pause-exec`;
    expect((await ask('POST', path, { workspace: 'billing' })).status).toBe(200);
    expect((await ask('POST', path, { workspace_id: 'ws_5e0a9b3d7f64' })).status).toBe(404);
    expect((await ask('POST', path, { workspace_id: 'ws_unknown' })).status).toBe(404);
    expect((await agent()).paused_workspaces).toEqual([billing]);
  });

  test('keeps the lease alive', async () => {
    await ask('POST', `/management/agents/${fleet01}/pause-exec`);
    simulator.advance(seconds(3600));
    const { status: state, last_heartbeat_at: last } = await agent();
    expect(state).toBe('active');
    const age = startAt.getTime() + seconds(3600) - new Date(String(last)).getTime();
    expect(age).toBeLessThan(seconds(10));
  });

  test('twice is the same as once', async () => {
    for (let count = 0; count < 2; count += 1) await ask('POST', `/management/agents/${fleet01}/pause-exec`);
    const types = (await get(`/management/agents/${fleet01}/events`)).data?.map((event) => event.type);
    expect(types?.filter((type) => type === 'exec_paused')).toHaveLength(1);
  });

  test('ends with everything that waited being sent, what was approved meanwhile too', async () => {
    await ask('POST', `/management/agents/${fleet01}/pause-exec`);
    const queued = call('openstack_server_list');
    const gated = call('openstack_server_delete');
    const { approval_id: approvalId } = await get(`/exec/invocations/${gated}`);
    await ask('POST', `/exec/approvals/${String(approvalId)}/approve`);
    expect(await status(gated)).toBe('queued');
    await ask('POST', `/management/agents/${fleet01}/resume-exec`);
    expect([await status(queued), await status(gated)]).toEqual(['dispatched', 'dispatched']);
    simulator.advance(seconds(30));
    expect([await status(queued), await status(gated)]).toEqual(['completed', 'completed']);
  });

  test('of the agent and of a workspace are lifted one by one', async () => {
    await ask('POST', `/management/agents/${fleet01}/pause-exec`, { workspace_id: billing });
    await ask('POST', `/management/agents/${fleet01}/pause-exec`);
    const waiting = call('openstack_server_list');
    await ask('POST', `/management/agents/${fleet01}/resume-exec`);
    expect(await status(waiting)).toBe('queued');
    await ask('POST', `/management/agents/${fleet01}/resume-exec`, { workspace_id: billing });
    expect(await status(waiting)).toBe('dispatched');
  });
});

describe('a silent agent', () => {
  test('is offline once three renewals are missed, and its calls fail', async () => {
    const running = call('openstack_server_list', { durationMs: seconds(300) });
    simulator.advance(seconds(1));
    simulator.controls.silenceAgent(fleet01);
    simulator.advance(seconds(19));
    expect(await agent()).toMatchObject({ status: 'active' });
    simulator.advance(seconds(12));
    expect(await agent()).toMatchObject({ status: 'offline' });
    expect(await status(running)).toBe('failed');
    expect((await get('/health/dashboard')).status).toBe('degraded');
    simulator.controls.wakeAgent(fleet01);
    expect(await agent()).toMatchObject({ status: 'active' });
  });

  test('leaves nobody to run its tools', async () => {
    for (const agentId of ['agt_xem_fleet_01', 'agt_xem_fleet_04', 'agt_4c1d7e02ab90', 'agt_b5390e7ad4c8']) {
      simulator.controls.silenceAgent(agentId);
    }
    simulator.advance(seconds(60));
    const refused = await ask('POST', '/exec/invocations', {
      workspace_id: billing,
      tool_name: 'openstack_server_list',
    });
    expect([refused.status, refused.body.error]).toMatchObject([503, { code: 'tool_executor_unavailable' }]);
  });
});

describe('refusals', () => {
  test('have exactly four keys, with the code left out by some', async () => {
    const unknownExecution = await ask('GET', '/exec/executions/exe_0');
    expect(unknownExecution.status).toBe(404);
    expect(Object.keys(unknownExecution.body.error ?? {}).sort()).toEqual([
      'code',
      'message',
      'param',
      'type',
    ]);
    const unknownAgent = await ask('GET', '/management/agents/agt_0');
    expect(Object.keys(unknownAgent.body.error ?? {}).sort()).toEqual(['message', 'param', 'type']);
  });

  test('and every other answer carry a request id', async () => {
    const replies = [
      await ask('GET', '/exec/executions'),
      await ask('GET', '/nowhere'),
      await ask('GET', '/exec/tools', undefined, 'bad'),
    ];
    expect(replies.map((it) => it.status)).toEqual([200, 404, 401]);
    const ids = replies.map((it) => it.headers.get('X-Request-ID'));
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(null);
  });

  test('name the missing scope, per surface', async () => {
    const { execution, management, inference } = simulator.keys;
    const attempts = [
      ['/exec/executions', management],
      ['/exec/approvals', inference],
      ['/management/agents', execution],
      ['/exports', execution],
      ['/workspaces', management],
      ['/health/dashboard', inference],
    ] as const;
    for (const [path, key] of attempts) {
      const refused = await ask('GET', path, undefined, key);
      expect([refused.status, refused.body.error]).toMatchObject([
        403,
        { type: 'authentication_error', code: 'scope_insufficient' },
      ]);
    }
  });

  test('for too many requests carry the time to wait in header and body', async () => {
    simulator.faults.inject({ path: '/exec/executions', kind: '429', times: 1, retryAfterSeconds: 7 });
    const limited = await ask('GET', '/exec/executions');
    expect(limited.headers.get('Retry-After')).toBe('7');
    expect(limited.body.error).toMatchObject({
      retry_after: 7,
      retry_strategy: { type: 'exponential', jitter: true },
    });
    expect((await ask('GET', '/exec/executions')).status).toBe(200);
  });

  test('meet bodies and limits that make no sense', async () => {
    expect((await ask('POST', '/exec/invocations', { workspace_id: 7 })).body.error).toMatchObject({
      code: 'invalid_body',
    });
    expect((await ask('GET', '/exec/executions?limit=0')).status).toBe(400);
    expect((await ask('GET', '/exec/executions?limit=101')).status).toBe(400);
  });
});

describe('exports', () => {
  test('are answered 202 and completed, and are NDJSON that never changes', async () => {
    call('openstack_server_list');
    simulator.advance(seconds(60));
    const made = await ask('POST', '/exports/executions', {
      start_date: startAt.toISOString(),
      end_date: new Date(startAt.getTime() + seconds(60)).toISOString(),
    });
    expect([made.status, made.body.status]).toEqual([202, 'completed']);
    const download = () =>
      simulator.fetch(
        new Request(`http://router.test${simulator.basePath}/exports/${String(made.body.id)}/download`, {
          headers: { Authorization: `Bearer ${simulator.keys.all}` },
        }),
      );
    const first = await download();
    expect(first.headers.get('Content-Type')).toBe('application/x-ndjson');
    const text = await first.text();
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    call('openstack_server_list');
    simulator.advance(seconds(60));
    expect(await (await download()).text()).toBe(text);
  });

  test('of more than ninety days are refused', async () => {
    const refused = await ask('POST', '/exports/executions', {
      start_date: '2026-01-01',
      end_date: '2026-04-02',
    });
    expect(refused.status).toBe(400);
  });
});

test('liveness needs no key', async () => {
  const response = await simulator.fetch(new Request('http://router.test/healthz'));
  expect(response.status).toBe(200);
});
