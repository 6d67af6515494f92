import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAgent } from '@/lib/agents/server/read-agent';
import { readAgentEvents } from '@/lib/agents/server/read-agent-events';
import { readAgents } from '@/lib/agents/server/read-agents';
import { manualClock } from '@/lib/clock';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { readWorkspaces } from '@/lib/workspaces/server/read-workspaces';
import { connectXem } from '@/lib/xem/connect';

const db = await connectTestDatabase();
const clock = manualClock(new Date());
const server = await startSimulatorServer({ clock });
afterAll(() => server.close());
const xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
const context = testContext(db, { xem, clock, role: 'viewer' });

const agentId = 'agt_xem_fleet_01';
const workspaceId = 'ws_3b7e90d25c18';
const billing = { workspaceId, name: 'billing' };

async function poll(): Promise<void> {
  for (const source of ['workspaces', 'agents', 'agent_events', 'invocations', 'executions'] as const) {
    await pollSource(context, source);
  }
}

beforeAll(async () => {
  const call = { agentId, workspaceId, requestedBy: 'ada' };
  const { invoke } = server.simulator.controls;
  invoke({ ...call, toolName: 'openstack_server_list', durationMs: 3_600_000 });
  clock.advance(1_000);
  await xem.pauseExec(agentId, { workspaceId });
  invoke({ ...call, toolName: 'openstack_server_list' });
  invoke({ ...call, toolName: 'openstack_server_delete' });
  await poll();
});

describe('an agent', () => {
  it('shows its pauses, its holds and how much it has to do', async () => {
    const incident = await arrangeIncident(context);
    const placed = { placedById: 'x', placedByName: 'X', placedAt: clock.now() };
    for (const rung of ['agent_in_workspace', 'workspace'] as const) {
      const hold = await db.hold.create({
        data: { incidentId: incident.id, rung, workspaceId, reason: 'stop', ...placed },
      });
      const scope = await db.agentScope.upsert({
        where: { agentId_workspaceId: { agentId, workspaceId } },
        create: { agentId, workspaceId, desired: 'paused', progress: 'observed', requestedAt: clock.now() },
        update: {},
      });
      await db.holdTarget.create({
        data: { holdId: hold.id, scopeId: scope.id, sources: [], addedAt: clock.now() },
      });
    }
    const agent = await readAgent(context, { agentId });
    expect(agent).toMatchObject({
      name: 'xem-fleet-01',
      lease: 'valid',
      isPaused: false,
      pausedWorkspaces: [billing],
      heldBy: [{ incidentRef: `INC-${incident.number}`, workspace: billing }],
      inFlightCount: 1,
      queuedCount: 1,
      pendingApprovalCount: 1,
    });
    expect(agent.openCalls.map(({ status }) => status)).toEqual(['running', 'queued', 'pending_approval']);
  });

  it('has lost its lease once it stays silent', async () => {
    clock.advance(60_000);
    expect((await readAgent(context, { agentId })).lease).toBe('lapsed');
    await poll();
    expect((await readAgent(context, { agentId })).lease).toBe('valid');
  });

  it('tells what happened to it, newest first, page by page', async () => {
    const first = await readAgentEvents(context, { agentId, limit: 1 });
    expect(first.data).toMatchObject([{ type: 'exec_paused' }]);
    const second = await readAgentEvents(context, { agentId, limit: 50, cursor: first.nextCursor ?? '' });
    expect(second.data.map(({ type }) => type)).toContain('enrolled');
    expect(second.data.map(({ type }) => type)).not.toContain('exec_paused');
  });

  it('is not found under an id that was never seen', async () => {
    await expect(readAgent(context, { agentId: 'agt_none' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the fleet', () => {
  it('is listed by name, page by page, without those that left', async () => {
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readAgents>> = await readAgents(context, {
        limit: 5,
        ...(cursor && { cursor }),
      });
      names.push(...page.data.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(names).toHaveLength(12);
    expect(new Set(names).size).toBe(12);

    await db.agent.update({ where: { agentId }, data: { goneAt: clock.now() } });
    expect((await readAgents(context, { limit: 100 })).data).toHaveLength(11);
    expect((await readAgents(context, { limit: 100, includeGone: true })).data).toHaveLength(12);
    await db.agent.update({ where: { agentId }, data: { goneAt: null } });
  });

  it('is known by workspace, with the reason for each', async () => {
    await db.workspaceAgent.create({
      data: { workspaceId: 'ws_unlisted', agentId, source: 'execution', observedAt: clock.now() },
    });
    const { data } = await readWorkspaces(context);
    const serving = data.find((workspace) => workspace.workspaceId === workspaceId)?.agents;
    expect(serving?.find((agent) => agent.agentId === agentId)?.sources).toEqual([
      'binding',
      'manifest',
      'execution',
    ]);
    expect(data.find((workspace) => workspace.workspaceId === 'ws_unlisted')).toMatchObject({
      isListed: false,
      agents: [{ agentId, sources: ['execution'] }],
    });
  });
});
