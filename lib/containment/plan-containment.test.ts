import { describe, expect, it } from 'vitest';
import type { HoldSelection } from '@/lib/containment/hold';
import type { OpenCall } from '@/lib/containment/open-call';
import { type FleetFacts, planContainment } from '@/lib/containment/plan-containment';

function call(agentId: string | null, workspaceId: string, overrides: Partial<OpenCall> = {}): OpenCall {
  return {
    invocationId: crypto.randomUUID(),
    executionId: null,
    agentId,
    workspaceId,
    toolName: 'kubectl_get',
    risk: 'read',
    status: 'running',
    stage: 'in_flight',
    since: null,
    ...overrides,
  };
}

const destructive = { toolName: 'openstack_server_delete', risk: 'destructive' };
const queued = { status: 'queued', stage: 'queued' } as const;

/** fleet-01 serves billing and prod, fleet-04 billing, jump was only seen working in billing, lab has nothing to do with it. */
const facts: FleetFacts = {
  agents: [
    { agentId: 'fleet-01', name: 'fleet 01', status: 'active' },
    { agentId: 'fleet-04', name: 'fleet 04', status: 'offline' },
    { agentId: 'jump', name: 'jump host', status: 'active' },
    { agentId: 'lab', name: 'lab', status: 'active' },
  ],
  servings: [
    { agentId: 'fleet-01', workspaceId: 'billing', source: 'manifest' },
    { agentId: 'fleet-01', workspaceId: 'billing', source: 'binding' },
    { agentId: 'fleet-01', workspaceId: 'prod', source: 'binding' },
    { agentId: 'fleet-04', workspaceId: 'billing', source: 'binding' },
    { agentId: 'jump', workspaceId: 'billing', source: 'execution' },
    { agentId: 'removed', workspaceId: 'billing', source: 'execution' },
    { agentId: 'lab', workspaceId: 'lab', source: 'binding' },
  ],
  calls: [
    call('fleet-01', 'billing', destructive),
    call('fleet-01', 'billing', { ...destructive, ...queued }),
    call('fleet-01', 'prod'),
    call('jump', 'billing'),
    call('lab', 'lab'),
    call(null, 'billing', queued),
  ],
  approvals: [
    { agentId: 'fleet-01', workspaceId: 'billing' },
    { agentId: 'fleet-01', workspaceId: 'prod' },
    { agentId: null, workspaceId: 'billing' },
  ],
  rates: [
    { agentId: 'fleet-01', workspaceId: 'billing', startedCount: 18, healthyCount: 6 },
    { agentId: 'fleet-01', workspaceId: 'prod', startedCount: 40, healthyCount: 40 },
    { agentId: 'fleet-04', workspaceId: 'billing', startedCount: 3, healthyCount: 3 },
    { agentId: 'lab', workspaceId: 'lab', startedCount: 9, healthyCount: 9 },
  ],
  held: [
    { agentId: 'fleet-01', workspaceId: 'billing', incidentRef: 'INC-5' },
    { agentId: 'fleet-04', workspaceId: null, incidentRef: 'INC-6' },
    { agentId: 'jump', workspaceId: 'lab', incidentRef: 'INC-6' },
  ],
};

const plan = (selection: HoldSelection) => planContainment(selection, facts);
const agentsOf = (selection: HoldSelection) => plan(selection).targets.map(({ agentId }) => agentId);

describe('planContainment', () => {
  it('counts open work of an agent that may be in the scope, and rates only what was in it', () => {
    const nowhere = { agentId: 'jump', workspaceId: null };
    const { targets, ...counts } = planContainment(
      { rung: 'agent_in_workspace', agentId: 'jump', workspaceId: 'billing' },
      {
        ...facts,
        calls: [{ ...call('jump', 'billing'), workspaceId: null }],
        approvals: [nowhere],
        rates: [{ ...nowhere, startedCount: 5, healthyCount: 5 }],
      },
    );
    expect(targets).toMatchObject([{ agentId: 'jump', inFlightCount: 1 }]);
    expect(counts).toMatchObject({
      inFlightCount: 1,
      approvalCount: 1,
      stopsPerHour: 0,
      elsewherePerHour: 5,
    });
  });

  it('means one agent, here', () => {
    const { targets, ...counts } = plan({
      rung: 'agent_in_workspace',
      agentId: 'fleet-01',
      workspaceId: 'billing',
    });
    expect(targets).toEqual([
      {
        agentId: 'fleet-01',
        agentName: 'fleet 01',
        agentStatus: 'active',
        workspaceId: 'billing',
        sources: ['binding', 'manifest', 'named'],
        inFlightCount: 1,
        dangerousInFlightCount: 1,
        queuedCount: 1,
        heldBy: ['INC-5'],
      },
    ]);
    expect(counts).toEqual({
      rung: 'agent_in_workspace',
      inFlightCount: 1,
      dangerousInFlightCount: 1,
      queuedCount: 1,
      approvalCount: 2,
      stopsPerHour: 18,
      healthyPerHour: 6,
      elsewherePerHour: 40,
    });
  });

  it('means an agent with all its work', () => {
    const { targets, ...counts } = plan({ rung: 'agent', agentId: 'fleet-01' });
    expect(targets).toMatchObject([{ agentId: 'fleet-01', workspaceId: null, inFlightCount: 2 }]);
    expect(counts).toMatchObject({ stopsPerHour: 58, elsewherePerHour: 0, approvalCount: 3 });
  });

  it('counts the approvals that name no agent where the agent serves, as deciding them will be locked', () => {
    expect(plan({ rung: 'agent', agentId: 'jump' })).toMatchObject({ approvalCount: 1, queuedCount: 0 });
    expect(plan({ rung: 'agent', agentId: 'lab' })).toMatchObject({ approvalCount: 0 });
  });

  it('does not take a narrower hold of another incident for one on the whole agent', () => {
    expect(plan({ rung: 'agent', agentId: 'fleet-01' }).targets[0]?.heldBy).toEqual([]);
    expect(plan({ rung: 'agent', agentId: 'fleet-04' }).targets[0]?.heldBy).toEqual(['INC-6']);
  });

  it('means every agent that any source says serves a workspace, busiest first', () => {
    expect(agentsOf({ rung: 'workspace', workspaceId: 'billing' })).toEqual(['fleet-01', 'jump', 'fleet-04']);
  });

  it('says where each agent of a workspace comes from', () => {
    const { targets } = plan({ rung: 'workspace', workspaceId: 'billing' });
    expect(targets.map(({ sources }) => sources)).toEqual([
      ['binding', 'manifest'],
      ['execution'],
      ['binding'],
    ]);
  });

  it('counts work of a workspace that no agent has taken yet', () => {
    expect(plan({ rung: 'workspace', workspaceId: 'billing' })).toMatchObject({
      inFlightCount: 2,
      queuedCount: 2,
      approvalCount: 2,
      stopsPerHour: 21,
      healthyPerHour: 9,
      elsewherePerHour: 40,
    });
  });

  it('means every agent there is', () => {
    const all = plan({ rung: 'all' });
    expect(all.targets).toHaveLength(4);
    expect(all.targets.every(({ workspaceId }) => workspaceId === null)).toBe(true);
    expect(all).toMatchObject({ inFlightCount: 4, queuedCount: 2, approvalCount: 3, elsewherePerHour: 0 });
  });

  it('can hold an agent that nothing but a person has named', () => {
    expect(plan({ rung: 'agent', agentId: 'unseen' }).targets).toMatchObject([
      { agentId: 'unseen', agentName: 'unseen', agentStatus: null, sources: ['named'] },
    ]);
  });
});
