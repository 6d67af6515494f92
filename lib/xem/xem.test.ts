import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCliHome } from '@/lib/testing/cli-home';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';
import { createCliXem } from '@/lib/xem/cli/create-cli-xem';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import type { Xem } from '@/lib/xem/xem';

/** What the port promises, whatever transport is behind it. */

const fleet01 = 'agt_xem_fleet_01';
const billing = 'ws_3b7e90d25c18';
const kubernetesProd = 'ws_8f2c1a04b9e7';

type Transport = {
  name: string;
  connect(server: SimulatorServer): { xem: Xem; end(): void };
  /** XEM's id of a request: the command-line client doesn't show it. */
  requestId: unknown;
};

const http: Transport = {
  name: 'over HTTP',
  connect: (to) => ({ xem: createHttpXem({ baseUrl: to.baseUrl, keys: to.keys }), end: () => undefined }),
  requestId: expect.stringMatching(/^req_/),
};

const cli: Transport = {
  name: 'through the command-line client',
  connect: (to) => {
    const home = createCliHome({ baseUrl: to.baseUrl, apiKey: to.keys.all });
    return { xem: createCliXem(home), end: home.remove };
  },
  requestId: null,
};

// Each call of the client is a process.
describe.each([http, cli])('$name', { timeout: 60_000 }, ({ name, connect, requestId }) => {
  const isCli = name === cli.name;
  let server: SimulatorServer;
  let xem: Xem;
  let end: () => void;

  beforeAll(async () => {
    server = await startSimulatorServer();
    ({ xem, end } = connect(server));
  });
  afterAll(async () => {
    end();
    await server.close();
  });
  beforeEach(() => {
    server.simulator.controls.resumeAgent(fleet01);
    server.simulator.advance(60_000);
  });

  function call(toolName: string, durationMs = 2_000): string {
    return server.simulator.controls.invoke({
      agentId: fleet01,
      workspaceId: billing,
      toolName,
      requestedBy: 'a chat',
      durationMs,
    });
  }

  const invocation = (invocationId: string) => xem.showInvocation(invocationId);

  async function text(body: ReadableStream<Uint8Array>): Promise<string> {
    return new Response(body).text();
  }

  describe('executions', () => {
    test('a run is listed, shown and its raw output read', async () => {
      const invocationId = call('openstack_server_list');
      server.simulator.advance(10_000);
      const listed = (await xem.listExecutions({ limit: 100 })).items.find(
        (it) => it.invocationId === invocationId,
      );
      expect(listed).toMatchObject({
        agentId: fleet01,
        workspaceId: billing,
        risk: 'read',
        durationMs: 2_000,
      });
      const shown = await xem.showExecution(listed?.executionId ?? '');
      expect(shown).toEqual(listed);
      expect(shown.startedAt).toBeInstanceOf(Date);
      const raw = await xem.rawExecution(shown.executionId);
      expect(await text(raw.body)).toBe(shown.output);
    });

    test('pages follow one another without gap or repetition, newest first', async () => {
      for (let count = 0; count < 7; count += 1) call('openstack_server_list');
      server.simulator.advance(10_000);
      const seen: string[] = [];
      let after: string | undefined;
      for (;;) {
        const page = await xem.listExecutions({ limit: 3, ...(after === undefined ? {} : { after }) });
        seen.push(...page.items.map((item) => item.executionId));
        if (page.nextAfter === null) break;
        after = page.nextAfter;
      }
      const whole = await xem.listExecutions({ limit: 100 });
      expect(seen).toEqual(whole.items.map((item) => item.executionId));
      expect(new Set(seen).size).toBe(seen.length);
      const times = whole.items.map((item) => item.startedAt?.getTime() ?? 0);
      expect(times).toEqual([...times].sort((one, other) => other - one));
    });

    test('an unknown one is not found, with the request id kept', async () => {
      await expect(xem.showExecution('exe_nowhere')).rejects.toMatchObject({
        code: 'not_found',
        details: { requestId },
      });
      await expect(xem.rawExecution('exe_nowhere')).rejects.toMatchObject({ code: 'not_found' });
    });

    test('an id never leads to another path', async () => {
      await expect(xem.showExecution('..')).rejects.toMatchObject({ code: 'not_found' });
      await expect(xem.showExecution('../agents')).rejects.toMatchObject({ code: 'not_found' });
      await expect(xem.showExecution('')).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  if (isCli)
    test('what it cannot do is said beforehand and when it is asked for', async () => {
      const missing = xem.capabilities.missing;
      expect(missing).toMatchObject({
        listApprovals: expect.stringContaining('approvals'),
        approve: expect.any(String),
      });
      const attempts = [
        xem.listApprovals({}),
        xem.showApproval('apr_1'),
        xem.approve('apr_1', {}),
        xem.reject('apr_1', { reason: 'no' }),
        xem.listInvocations({}),
      ];
      for (const attempt of attempts)
        await expect(attempt).rejects.toMatchObject({ code: 'xem_unsupported' });
      expect(await xem.listWorkspaceBindings(billing)).toBeNull();
    });
  else
    describe('approvals', () => {
      test('approving lets the call run, and the receipt names the request', async () => {
        const invocationId = call('openstack_server_stop');
        const waiting = await invocation(invocationId);
        expect(waiting).toMatchObject({ status: 'pending_approval', executionId: null });
        const approvalId = waiting.approvalId ?? '';
        expect(await xem.showApproval(approvalId)).toMatchObject({
          status: 'pending',
          risk: 'destructive',
          toolName: 'openstack_server_stop',
        });
        const receipt = await xem.approve(approvalId, {
          note: 'agreed on the bridge',
          confirm: 'openstack_server_stop',
        });
        expect(receipt.requestId).toEqual(requestId);
        server.simulator.advance(10_000);
        expect(await invocation(invocationId)).toMatchObject({ status: 'completed' });
        const approval = (await xem.listApprovals({ limit: 100 })).items.find(
          (it) => it.approvalId === approvalId,
        );
        expect(approval).toMatchObject({ status: 'approved' });
        expect(approval?.resolvedAt).toBeInstanceOf(Date);
      });

      test('what is decided already is a conflict', async () => {
        const approvalId = (await invocation(call('openstack_server_delete'))).approvalId ?? '';
        await xem.reject(approvalId, { reason: 'not tonight' });
        await expect(xem.approve(approvalId, {})).rejects.toMatchObject({ code: 'conflict' });
        await expect(xem.reject(approvalId, { reason: 'again' })).rejects.toMatchObject({
          code: 'conflict',
          details: { requestId },
        });
      });

      test('an unknown one is not found', async () => {
        await expect(xem.showApproval('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
          code: 'not_found',
        });
        await expect(xem.approve('00000000-0000-4000-8000-000000000000', {})).rejects.toMatchObject({
          code: 'not_found',
        });
      });
    });

  describe('agents', () => {
    test('a pause of one workspace shows on the agent, and resuming takes it off', async () => {
      const receipt = await xem.pauseExec(fleet01, { workspaceId: billing, workspaceName: 'billing' });
      expect(receipt.requestId).toEqual(requestId);
      expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: false, pausedWorkspaces: [billing] });
      await xem.pauseExec(fleet01, { workspaceId: billing });
      await xem.resumeExec(fleet01, { workspaceId: billing });
      expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: false, pausedWorkspaces: [] });
    });

    test('a pause of the whole agent leaves the workspaces alone', async () => {
      await xem.pauseExec(fleet01, {});
      expect(await xem.showAgent(fleet01)).toMatchObject({ isPaused: true, pausedWorkspaces: [] });
      const types = (await xem.listAgentEvents(fleet01, {})).items.map((event) => event.type);
      expect(types[0]).toBe('exec_paused');
    });

    test('a workspace can be named as well', async () => {
      await xem.pauseExec(fleet01, { workspaceName: 'billing' });
      expect((await xem.showAgent(fleet01)).pausedWorkspaces).toEqual([billing]);
    });

    test('calls in flight are listed by the agent', async () => {
      const invocationId = call('openstack_server_list', 30_000);
      server.simulator.advance(1_000);
      expect((await xem.showAgent(fleet01)).inFlight).toContain(invocationId);
    });

    test('the whole fleet is listed with leases and manifests', async () => {
      const { items, nextAfter } = await xem.listAgents({});
      expect(items).toHaveLength(12);
      expect(nextAfter).toBeNull();
      const agent = items.find((item) => item.agentId === fleet01);
      expect(agent?.workspaces).toEqual([billing, kubernetesProd]);
      expect(agent?.tools).toContain('openstack_server_delete');
      expect(agent?.leaseExpiresAt?.getTime()).toBeGreaterThan(server.simulator.controls.now().getTime());
    });

    test('an unknown one is not found', async () => {
      await expect(xem.pauseExec('agt_nobody', {})).rejects.toMatchObject({ code: 'not_found' });
      await expect(xem.listAgentEvents('agt_nobody', {})).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  test('workspaces, with the agents that serve each', async () => {
    const { items } = await xem.listWorkspaces({});
    expect(items.map((item) => item.name)).toEqual(['kubernetes-prod', 'billing', 'edge-eu', 'lab']);
    if (!isCli) expect((await xem.listWorkspaceBindings(billing))?.agentIds).toContain(fleet01);
  });

  test('the branches of a chat', async () => {
    const branches = await xem.listChatBranches('chat_7d19c0e4a2b8f651');
    expect(branches).toMatchObject([{ name: 'main', isAutoFork: false, parentBranchId: null }]);
    expect(branches[0]?.createdAt).toBeInstanceOf(Date);
  });

  describe('exports', () => {
    test('an archive of a window is made, found and downloaded', async () => {
      const since = server.simulator.controls.now();
      call('openstack_server_list');
      server.simulator.advance(10_000);
      const made = await xem.createExport({ since, until: server.simulator.controls.now() });
      expect(made.status).toBe('completed');
      expect(await xem.showExport(made.exportId)).toMatchObject({ status: 'completed', error: null });
      const [listed] = (await xem.listExports({})).items;
      expect(listed).toMatchObject({ exportId: made.exportId, since });
      expect(made.receipt.requestId).toEqual(isCli ? null : expect.stringMatching(/^req_/));
      const archive = await xem.downloadExport(made.exportId);
      expect(archive.mediaType).toContain('ndjson');
      const lines = (await text(archive.body)).trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ tool_name: 'openstack_server_list' }]);
    });

    test('more than ninety days are refused in XEM’s words', async () => {
      const until = new Date();
      const since = new Date(until.getTime() - 91 * 86_400_000);
      await expect(xem.createExport({ since, until })).rejects.toMatchObject({
        code: 'xem_rejected',
        userMessage: expect.stringContaining('90 days'),
      });
    });
  });

  test('the health of every service', async () => {
    const health = await xem.healthDashboard();
    expect(health.status).toBe('operational');
    expect(health.services.map((service) => service.name)).toContain('exec dispatch');
  });

  describe('tools', () => {
    test('the catalogue tells the risk of each, where the transport shows it', async () => {
      const { items } = await xem.listTools({});
      expect(items.find((tool) => tool.toolName === 'openstack_server_delete')).toMatchObject({
        risk: isCli ? null : 'irreversible',
        timeoutMs: isCli ? null : expect.any(Number),
      });
      expect(await xem.showTool('kubectl_get')).toMatchObject({
        toolName: 'kubectl_get',
        parameters: isCli ? null : { type: 'object' },
      });
      expect(xem.capabilities.limited.listTools === undefined).toBe(!isCli);
    });

    test('an unknown one is not found', async () => {
      await expect(xem.showTool('rm_rf')).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  describe('a call of our own', () => {
    const lookup = { workspaceId: billing, toolName: 'openstack_server_list', arguments: { project: 'p1' } };

    test('runs with the arguments that it was given', async () => {
      const { invocation: started, approvalUrl, receipt } = await xem.invoke(lookup);
      expect(started).toMatchObject({ toolName: 'openstack_server_list', arguments: { project: 'p1' } });
      expect(approvalUrl).toBeNull();
      expect(receipt.requestId).toEqual(requestId);
      server.simulator.advance(120_000);
      const shown = await xem.showInvocation(started.invocationId);
      expect(['completed', 'failed', 'timeout']).toContain(shown.status);
    });

    test('that is dangerous waits, and says where it can be approved', async () => {
      const { invocation: started, approvalUrl } = await xem.invoke({
        ...lookup,
        toolName: 'openstack_server_stop',
      });
      expect(started).toMatchObject({ status: 'pending_approval', approvalId: expect.any(String) });
      expect(approvalUrl).toContain(started.approvalId);
    });

    test('of a tool that nobody has is refused in XEM’s words', async () => {
      await expect(xem.invoke({ ...lookup, toolName: 'rm_rf' })).rejects.toMatchObject({
        code: 'xem_rejected',
        details: { xemCode: 'exec_tool_not_found' },
      });
    });

    test('can be cancelled while it runs, once', async () => {
      const invocationId = call('openstack_server_list', 600_000);
      server.simulator.advance(1_000);
      await xem.cancelInvocation(invocationId);
      expect(await xem.showInvocation(invocationId)).toMatchObject({ status: 'cancelled' });
      await expect(xem.cancelInvocation(invocationId)).rejects.toMatchObject({ code: 'conflict' });
      await expect(xem.cancelInvocation('inv_nowhere')).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  describe('webhook subscriptions', () => {
    const wanted = {
      url: 'http://127.0.0.1:1/api/webhooks/xem',
      events: ['exec.failed'],
      description: 'ours',
    };

    test('the secret is told once and kept nowhere', async () => {
      const { webhook, secret, receipt } = await xem.createWebhook(wanted);
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      expect(receipt.requestId).toEqual(requestId);
      expect(webhook).toMatchObject({ ...wanted, isActive: true, createdAt: expect.any(Date) });
      const listed = (await xem.listWebhooks({})).items.find((it) => it.webhookId === webhook.webhookId);
      expect(JSON.stringify([webhook, listed])).not.toContain(secret);
      await xem.deleteWebhook(webhook.webhookId);
      await expect(xem.showWebhook(webhook.webhookId)).rejects.toMatchObject({ code: 'not_found' });
    });

    test('a change leaves alone what it does not name', async () => {
      const { webhook } = await xem.createWebhook(wanted);
      await xem.updateWebhook(webhook.webhookId, { isActive: false, events: ['exec.completed'] });
      expect(await xem.showWebhook(webhook.webhookId)).toMatchObject({
        url: wanted.url,
        description: 'ours',
        isActive: false,
        events: ['exec.completed'],
      });
    });

    test('a test delivery is listed with its fate', async () => {
      const { webhook } = await xem.createWebhook(wanted);
      await xem.testWebhook(webhook.webhookId);
      expect((await xem.listWebhookDeliveries(webhook.webhookId, {})).items).toMatchObject([
        { status: 'failed', attemptCount: 1, responseStatus: null, eventId: expect.stringMatching(/^evt_/) },
      ]);
    });

    test('an address that is not https is refused', async () => {
      await expect(xem.createWebhook({ ...wanted, url: 'http://example.com' })).rejects.toMatchObject({
        code: 'xem_rejected',
      });
    });
  });

  describe('what cannot be taken back', () => {
    let own: SimulatorServer;
    let danger: Xem;
    let endDanger: () => void;
    beforeAll(async () => {
      own = await startSimulatorServer();
      ({ xem: danger, end: endDanger } = connect(own));
    });
    afterAll(async () => {
      endDanger();
      await own.close();
    });

    const eventTypes = async (agentId: string) =>
      (await danger.listAgentEvents(agentId, {})).items.map((event) => event.type);

    test('new keys are made by the agent, and the reason is kept', async () => {
      const receipt = await danger.rotateCurveKeys(fleet01, { reason: 'key seen in a log' });
      expect(receipt.requestId).toEqual(requestId);
      own.simulator.advance(5_000);
      expect((await eventTypes(fleet01)).slice(0, 2)).toEqual(['curve_rotated', 'curve_rotation_requested']);
      const [, requested] = (await danger.listAgentEvents(fleet01, {})).items;
      expect(requested?.detail).toBe('key seen in a log');
    });

    test('an agent whose credentials are revoked loses its lease and stays listed', async () => {
      await danger.revokeCredentials('agt_xem_fleet_02');
      expect(await danger.showAgent('agt_xem_fleet_02')).toMatchObject({ status: 'revoked' });
      own.simulator.advance(60_000);
      expect(await eventTypes('agt_xem_fleet_02')).toContain('offline');
    });

    test('a deleted agent is gone, and what it ran has failed', async () => {
      const running = own.simulator.controls.invoke({
        agentId: 'agt_xem_fleet_04',
        workspaceId: billing,
        toolName: 'openstack_server_list',
        requestedBy: 'a chat',
        durationMs: 60_000,
      });
      own.simulator.advance(1_000);
      await danger.deleteAgent('agt_xem_fleet_04');
      await expect(danger.showAgent('agt_xem_fleet_04')).rejects.toMatchObject({ code: 'not_found' });
      expect(await danger.showInvocation(running)).toMatchObject({ status: 'failed' });
      await expect(danger.deleteAgent('agt_xem_fleet_04')).rejects.toMatchObject({ code: 'not_found' });
    });

    test('a revoked key opens nothing any more', async () => {
      const listed = (await danger.listApiKeys({})).items;
      const key = listed.find((it) => it.name === 'inference only');
      expect(key).toMatchObject({ scopes: ['inference'], isActive: true });
      const withKey = createHttpXem({ baseUrl: own.baseUrl, keys: { inference: own.keys.inference } });
      await expect(withKey.listWorkspaces({})).resolves.toBeDefined();
      expect(JSON.stringify(listed)).not.toContain(own.keys.inference);
      await danger.revokeApiKey(key?.keyId ?? '');
      await expect(withKey.listWorkspaces({})).rejects.toMatchObject({ code: 'xem_rejected' });
      const after = (await danger.listApiKeys({})).items.find((it) => it.keyId === key?.keyId);
      expect(after).toMatchObject({ isActive: false });
      await expect(danger.revokeApiKey('key_nowhere')).rejects.toMatchObject({ code: 'not_found' });
    });
  });
});
