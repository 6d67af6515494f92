import { beforeAll, describe, expect, it } from 'vitest';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { readWorkspace } from '@/lib/workspaces/server/read-workspace';
import { readWorkspaces } from '@/lib/workspaces/server/read-workspaces';

const db = await connectTestDatabase();
const context = testContext(db, { role: 'viewer' });
const now = context.clock.now();
const seen = { firstSeenAt: now, observedAt: now };
const workspaceId = 'ws_1';

beforeAll(async () => {
  await db.workspace.createMany({
    data: [workspaceId, 'ws_2'].map((id) => ({ workspaceId: id, name: `name of ${id}`, raw: {}, ...seen })),
  });
  await db.agent.createMany({
    data: ['agt_1', 'agt_2', 'agt_3'].map((agentId) => ({
      agentId,
      name: agentId,
      status: 'active',
      isPaused: agentId === 'agt_3' ? null : false,
      pausedWorkspaceIds: agentId === 'agt_2' ? [workspaceId] : [],
      pausedWorkspacesKnown: agentId !== 'agt_3',
      raw: {},
      ...seen,
    })),
  });
  await db.workspaceAgent.createMany({
    data: (
      [
        { agentId: 'agt_1', source: 'binding' },
        { agentId: 'agt_1', source: 'execution' },
        { agentId: 'agt_2', source: 'manifest' },
        { agentId: 'agt_3', source: 'manifest' },
      ] as const
    ).map((serving) => ({ ...serving, workspaceId, observedAt: now })),
  });
  await db.invocation.createMany({
    data: (
      [
        ['running', workspaceId],
        ['queued', workspaceId],
        ['pending_approval', workspaceId],
        ['completed', workspaceId],
        // A word nobody knows may still do something.
        ['paused_halfway', workspaceId],
        ['running', 'ws_2'],
      ] as const
    ).map(([status, id], index) => ({
      invocationId: `inv_${index}`,
      agentId: 'agt_1',
      workspaceId: id,
      status,
      raw: {},
      ...seen,
    })),
  });
  await arrangeExecution(context, { workspaceId });
  const placed = { placedById: 'x', placedByName: 'X', placedAt: now };
  for (const [agentId, scopeWorkspaceId] of [
    ['agt_1', ''],
    ['agt_2', 'ws_2'],
  ] as const) {
    const incident = await arrangeIncident(context);
    const hold = await db.hold.create({
      data: { incidentId: incident.id, rung: 'agent', reason: 'x', ...placed },
    });
    const scope = await db.agentScope.create({
      data: {
        agentId,
        workspaceId: scopeWorkspaceId,
        desired: 'paused',
        progress: 'observed',
        requestedAt: now,
      },
    });
    await db.holdTarget.create({ data: { holdId: hold.id, scopeId: scope.id, sources: [], addedAt: now } });
  }
});

describe('a workspace', () => {
  it('tells who serves it and how that is known, what they do there, and what is held of them', async () => {
    const workspace = await readWorkspace(context, { workspaceId });
    expect(workspace).toMatchObject({
      name: 'name of ws_1',
      inFlightCount: 2,
      waitingCount: 2,
      lastHourCount: 1,
      heldBy: ['INC-1'],
    });
    expect(workspace.agents).toMatchObject([
      // Held as a whole, which means here too.
      {
        agentId: 'agt_1',
        sources: ['binding', 'execution'],
        isPaused: false,
        inFlightCount: 2,
        heldBy: ['INC-1'],
      },
      // Held elsewhere only.
      { agentId: 'agt_2', sources: ['manifest'], isPaused: true, inFlightCount: 0, heldBy: [] },
      // This router doesn't show its pauses.
      { agentId: 'agt_3', isPaused: null },
    ]);
    const statuses = workspace.openCalls.map(({ status }) => status);
    expect(statuses.slice(0, 2).toSorted()).toEqual(['paused_halfway', 'running']);
    expect(statuses.slice(2)).toEqual(['queued', 'pending_approval']);
  });

  it('is listed with its load and holds', async () => {
    const { data } = await readWorkspaces(context);
    expect(data).toMatchObject([
      { workspaceId, inFlightCount: 2, waitingCount: 2, heldBy: ['INC-1'] },
      { workspaceId: 'ws_2', agents: [], inFlightCount: 1, waitingCount: 0, heldBy: [] },
    ]);
  });

  it('is not found under an id that nobody names', async () => {
    await expect(readWorkspace(context, { workspaceId: 'ws_none' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
