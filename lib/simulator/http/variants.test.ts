import { describe, expect, test } from 'vitest';
import type { Variants } from '@/lib/simulator/http/variants';
import { tools } from '@/lib/simulator/tools/tools';
import { everyRow, tellStory } from '@/lib/testing/tell-story';

/** Alternatives of the assumption register that change what a router does; those of its answers are tried in lib/xem. */

const fleet01 = 'agt_xem_fleet_01';
const billing = 'ws_3b7e90d25c18';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const begin = (variants: Partial<Variants> = {}, more: { project?: string } = {}) =>
  tellStory({ scenario: 'quiet', variants, ...more });

function call(story: ReturnType<typeof begin>, toolName: string) {
  const wanted = {
    agentId: fleet01,
    workspaceId: billing,
    toolName,
    requestedBy: 'a chat',
    durationMs: 1_000,
  };
  return story.simulator.controls.invoke(wanted);
}

describe('agents called by UUID', () => {
  test('are listed, shown, paused and found in executions under it, and under nothing else', async () => {
    const story = begin({ agentIds: 'uuid' });
    const agents = await everyRow((page) => story.xem.listAgents({ ...page, limit: 5 }));
    expect(agents).toHaveLength(12);
    expect(agents.every((it) => uuid.test(it.agentId))).toBe(true);
    const agentId = agents.find((it) => it.name === 'xem-fleet-01')?.agentId ?? '';
    await story.xem.pauseExec(agentId, {});
    expect(await story.xem.showAgent(agentId)).toMatchObject({ agentId, isPaused: true });
    await story.xem.resumeExec(agentId, {});
    call(story, 'openstack_server_list');
    story.seconds(10);
    expect(await story.executions()).toMatchObject([{ agentId }]);
    await expect(story.xem.showAgent(fleet01)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('a manifest and a pause may call workspaces by name', async () => {
  const story = begin({ workspacesBy: 'name' });
  await story.xem.pauseExec(fleet01, { workspaceId: billing });
  expect(await story.xem.showAgent(fleet01)).toMatchObject({
    workspaces: ['billing', 'kubernetes-prod'],
    pausedWorkspaces: ['billing'],
  });
});

test('a workspace is found by its name as by its id, and a call is asked for by either', async () => {
  const { simulator, xem } = begin();
  const shown = async (workspace: string) => {
    const headers = { Authorization: `Bearer ${simulator.keys.all}` };
    const address = `http://router.test${simulator.basePath}/workspaces/${workspace}`;
    return (await simulator.fetch(new Request(address, { headers }))).json();
  };
  expect(await shown('billing')).toEqual(await shown(billing));
  await xem.invoke({ workspaceId: 'billing', toolName: 'openstack_server_list', arguments: {} });
  expect((await xem.listInvocations({})).items).toMatchObject([{ workspaceId: billing }]);
});

test('resuming a whole agent may lift its pauses in workspaces too', async () => {
  const pausedAfterwards = async (variants: Partial<Variants>) => {
    const { xem } = begin(variants);
    await xem.pauseExec(fleet01, { workspaceId: billing });
    await xem.pauseExec(fleet01, {});
    await xem.resumeExec(fleet01, {});
    return (await xem.showAgent(fleet01)).pausedWorkspaces;
  };
  expect(await pausedAfterwards({})).toEqual([billing]);
  expect(await pausedAfterwards({ wholeResume: 'lifts' })).toEqual([]);
});

test.each(['proj_ABC123', 'prj_9f', 'acme-prod'])('a project may be spelled %s', async (project) => {
  const story = begin({}, { project });
  expect((await story.xem.listAgents({})).items).toHaveLength(12);
});

test('tools are named in all three ways of the documentation', () => {
  const names = [...tools.keys()];
  for (const way of [/^kubectl_/, /^k8s_/, /^[a-z]+\.[a-z_]+$/])
    expect(names.some((it) => way.test(it))).toBe(true);
});

test('an execution may have the id of its invocation (A-03), and ids may be UUIDs (A-04)', async () => {
  const story = begin({ executionIds: 'invocation', ids: 'uuid' });
  const invocationId = call(story, 'openstack_server_list');
  story.seconds(10);
  expect(invocationId).toMatch(uuid);
  expect(await story.xem.showExecution(invocationId)).toMatchObject({
    executionId: invocationId,
    invocationId,
  });
});

test.each([
  ['escalate', 'escalated', 'pending_approval'],
  ['reject', 'rejected', 'rejected'],
  ['approve', 'approved', 'completed'],
  ['expire', 'timed_out', 'expired'],
] as const)('what nobody decides in time may %s (A-09)', async (onTimeout, approvalStatus, status) => {
  const story = begin({ onTimeout });
  const invocationId = call(story, 'openstack_server_stop');
  story.seconds(899);
  const { approvalId } = await story.xem.showInvocation(invocationId);
  expect(await story.xem.showApproval(approvalId ?? '')).toMatchObject({ status: 'pending' });
  story.seconds(10);
  expect(await story.xem.showApproval(approvalId ?? '')).toMatchObject({ status: approvalStatus });
  expect(await story.xem.showInvocation(invocationId)).toMatchObject({
    status: expect.stringMatching(status === 'completed' ? /completed|failed/ : status),
  });
});

test('an agent may be given up later than after three renewals (A-14)', async () => {
  const story = begin({ leaseMisses: 6 });
  story.simulator.controls.silenceAgent(fleet01);
  story.seconds(45);
  expect(await story.xem.showAgent(fleet01)).toMatchObject({ status: 'active' });
  story.seconds(20);
  expect(await story.xem.showAgent(fleet01)).toMatchObject({ status: 'offline' });
});

describe('an invocation for a paused workspace (A-16)', () => {
  async function invokeUnderPause(pausedInvoke: Variants['pausedInvoke'], pausedCount: number) {
    const story = begin({ pausedInvoke });
    const serving = await story.xem.listWorkspaceBindings(billing);
    for (const agentId of (serving?.agentIds ?? []).slice(0, pausedCount))
      await story.xem.pauseExec(agentId, { workspaceId: billing });
    return story.xem.invoke({ workspaceId: billing, toolName: 'openstack_server_list', arguments: {} });
  }

  test.each([
    ['elsewhere', 1, 'dispatched'],
    ['elsewhere', 4, 'queued'],
    ['queue', 1, 'queued'],
  ] as const)('goes %s with %i of four agents paused: %s', async (pausedInvoke, count, status) => {
    expect(await invokeUnderPause(pausedInvoke, count)).toMatchObject({ invocation: { status } });
  });

  test.each([
    ['409', 'conflict'],
    ['503', 'xem_unreachable'],
  ] as const)('may be refused with %s', async (pausedInvoke, code) => {
    await expect(invokeUnderPause(pausedInvoke, 1)).rejects.toMatchObject({ code });
  });
});

test('an invocation started twice under one key may be one (A-15)', async () => {
  const start = async (story: ReturnType<typeof begin>, key: string) => {
    const address = `http://router.test${story.simulator.basePath}/exec/invocations`;
    const headers = { Authorization: `Bearer ${story.simulator.keys.all}`, 'Idempotency-Key': key };
    const body = JSON.stringify({ workspace_id: billing, tool_name: 'openstack_server_list' });
    const answer = await story.simulator.fetch(new Request(address, { method: 'POST', headers, body }));
    const { invocation_id: id }: { invocation_id: string } = await answer.json();
    return id;
  };
  const [usual, honouring] = [begin(), begin({ idempotencyKeys: true })];
  expect(await start(usual, 'one')).not.toBe(await start(usual, 'one'));
  const first = await start(honouring, 'one');
  expect(await start(honouring, 'one')).toBe(first);
  expect(await start(honouring, 'two')).not.toBe(first);
});

test('an export calls agents and times as the rest of the router does', async () => {
  const story = begin({ agentIds: 'uuid', times: 'seconds' });
  call(story, 'openstack_server_list');
  story.seconds(10);
  const until = story.simulator.controls.now();
  const { exportId } = await story.xem.createExport({ since: new Date(until.getTime() - 60_000), until });
  const { body } = await story.xem.downloadExport(exportId);
  expect(JSON.parse(await new Response(body).text())).toMatchObject({
    agent_id: expect.stringMatching(uuid),
    started_at: expect.any(Number),
  });
});

test('an export may have a column for each argument (A-12)', async () => {
  const story = begin({ exportLines: 'columns' });
  call(story, 'openstack_server_list');
  story.seconds(10);
  const until = story.simulator.controls.now();
  const { exportId } = await story.xem.createExport({ since: new Date(until.getTime() - 60_000), until });
  const { body } = await story.xem.downloadExport(exportId);
  const line = JSON.parse(await new Response(body).text());
  expect(line).toMatchObject({ tool_name: 'openstack_server_list', arguments_status: expect.any(String) });
  expect(line).not.toHaveProperty('arguments');
});
