import { beforeAll, describe, expect, it } from 'vitest';
import type { AgentFilter } from '@/lib/agents/agent-filter';
import { readAgent } from '@/lib/agents/server/read-agent';
import { readAgentFacets } from '@/lib/agents/server/read-agent-facets';
import { readAgentManifest } from '@/lib/agents/server/read-agent-manifest';
import { readAgents } from '@/lib/agents/server/read-agents';
import { manualClock } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const clock = manualClock(new Date('2026-11-22T14:00:00Z'));
const context = testContext(db, { clock, role: 'viewer' });
const now = clock.now();
const ago = (ms: number) => new Date(now.getTime() - ms);

const agent = (agentId: string, more: Partial<Prisma.AgentCreateManyInput> = {}) => ({
  agentId,
  name: agentId.replace('agt_', 'xem-'),
  status: 'active',
  workspaceIds: ['ws_1'],
  tools: ['kubectl_get'],
  lastHeartbeatAt: ago(1_000),
  leaseExpiresAt: new Date(now.getTime() + 30_000),
  raw: {},
  firstSeenAt: now,
  observedAt: now,
  ...more,
});

beforeAll(async () => {
  await db.agent.createMany({
    data: [
      agent('agt_busy'),
      agent('agt_held'),
      agent('agt_100%', { workspaceIds: ['ws_2'] }),
      agent('agt_outside', { isPaused: true }),
      agent('agt_silent', { status: 'offline', lastHeartbeatAt: ago(90_000), leaseExpiresAt: ago(60_000) }),
      agent('agt_gone', { goneAt: now }),
    ],
  });
  await db.workspaceAgent.createMany({
    data: [
      { workspaceId: 'ws_3', agentId: 'agt_busy', source: 'execution', observedAt: now },
      { workspaceId: 'ws_1', agentId: 'agt_busy', source: 'manifest', observedAt: now },
      { workspaceId: 'ws_1', agentId: 'agt_held', source: 'manifest', observedAt: now },
      { workspaceId: 'ws_3', agentId: 'agt_gone', source: 'execution', observedAt: now },
    ],
  });
  await db.invocation.createMany({
    data: ['running', 'running', 'queued'].map((status, index) => ({
      invocationId: `inv_${index}`,
      agentId: 'agt_busy',
      status,
      raw: {},
      firstSeenAt: now,
      observedAt: now,
    })),
  });
  await db.outsidePause.create({
    data: { agentId: 'agt_outside', kind: 'outside', standingKey: 'agt_outside', noticedAt: now },
  });
  await db.outsidePause.create({
    data: { agentId: 'agt_busy', kind: 'outside', noticedAt: ago(9_000), endedAt: ago(1_000) },
  });
  const incident = await arrangeIncident(context);
  const scope = await db.agentScope.create({
    data: { agentId: 'agt_held', desired: 'paused', progress: 'observed', requestedAt: now },
  });
  const placed = { placedById: 'x', placedByName: 'Ada', placedAt: now };
  const hold = await db.hold.create({
    data: { incidentId: incident.id, rung: 'agent', agentId: 'agt_held', reason: 'deletes', ...placed },
  });
  await db.holdTarget.create({ data: { holdId: hold.id, scopeId: scope.id, sources: [], addedAt: now } });
});

const idsOf = async (filter: AgentFilter, limit = 50) =>
  (await readAgents(context, { ...filter, limit })).data.map(({ agentId }) => agentId);

describe('the fleet', () => {
  it.each<[AgentFilter, string[]]>([
    [{ held: true }, ['agt_held']],
    [{ pausedOutside: true }, ['agt_outside']],
    [{ offline: true }, ['agt_silent']],
    [{ status: ['offline', 'revoked'] }, ['agt_silent']],
    [{ workspaceId: ['ws_2'] }, ['agt_100%']],
    // Known by what it was seen doing there alone.
    [{ workspaceId: ['ws_3'] }, ['agt_busy']],
    [{ text: 'XEM-HE' }, ['agt_held']],
    [{ text: '0%' }, ['agt_100%']],
    [{ text: '_' }, ['agt_100%', 'agt_busy', 'agt_held', 'agt_outside', 'agt_silent']],
    [{ text: 'held', offline: true }, []],
  ])('narrowed by %j is %j', async (filter, ids) => {
    expect(await idsOf(filter)).toEqual(ids);
  });

  it.each(['name', 'load', 'silence'] as const)(
    'by %s comes page by page without gap or double',
    async (sort) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof readAgents>> = await readAgents(context, {
          sort,
          limit: 2,
          ...(cursor && { cursor }),
        });
        seen.push(...page.data.map(({ agentId }) => agentId));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen.toSorted()).toEqual(['agt_100%', 'agt_busy', 'agt_held', 'agt_outside', 'agt_silent']);
      const firsts = { name: 'agt_100%', load: 'agt_busy', silence: 'agt_silent' };
      expect(seen[0]).toBe(firsts[sort]);
    },
  );

  it('refuses a cursor that it never gave', async () => {
    await expect(readAgents(context, { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('counts a call in a status that nobody knows as in flight, and lists it', async () => {
    const seen = { raw: {}, firstSeenAt: now, observedAt: now };
    const calls = ['paused_halfway', 'paused_halfway', 'paused_halfway', 'completed'];
    await db.invocation.createMany({
      data: calls.map((status, index) => ({
        invocationId: `inv_odd_${index}`,
        agentId: 'agt_outside',
        status,
        ...seen,
      })),
    });
    const agent = await readAgent(context, { agentId: 'agt_outside' });
    expect(agent).toMatchObject({ inFlightCount: 3, queuedCount: 0 });
    expect(agent.openCalls).toHaveLength(3);
    const { data } = await readAgents(context, { sort: 'load', limit: 1 });
    expect(data).toMatchObject([{ agentId: 'agt_outside', inFlightCount: 3 }]);
    await db.invocation.deleteMany({ where: { agentId: 'agt_outside' } });
  });

  it('is counted whatever the filter', async () => {
    expect(await readAgentFacets(context)).toEqual({
      total: 5,
      heldCount: 1,
      pausedOutsideCount: 1,
      offlineCount: 1,
      statuses: [
        { value: 'active', count: 4 },
        { value: 'offline', count: 1 },
      ],
      workspaces: [
        { value: 'ws_1', count: 4, name: null },
        { value: 'ws_2', count: 1, name: null },
        { value: 'ws_3', count: 1, name: null },
      ],
    });
  });
});

describe('one agent', () => {
  it('says what stopping it costs and who holds it', async () => {
    await arrangeExecution(context, { agentId: 'agt_busy', occurredAt: ago(60_000) });
    await arrangeExecution(context, { agentId: 'agt_busy', occurredAt: ago(2 * 3_600_000) });
    expect(await readAgent(context, { agentId: 'agt_busy' })).toMatchObject({
      lastHourCount: 1,
      aloneIn: [{ workspaceId: 'ws_3' }],
      holds: [],
    });
    expect((await readAgent(context, { agentId: 'agt_held' })).holds).toMatchObject([
      { workspace: null, reason: 'deletes', placedByName: 'Ada', progress: 'observed' },
    ]);
  });
});

describe('the manifest', () => {
  const withXem = (xem: Partial<Xem>) => ({ ...context, xem: { ...context.xem, ...xem } as Xem });
  const capabilities = { transport: 'http' as const, missing: {}, limited: {} };
  const tool = (toolName: string, risk: string | null) => ({
    toolName,
    risk,
    description: null,
    domain: null,
    parameters: null,
    timeoutMs: null,
    raw: {},
  });

  beforeAll(async () => {
    await db.agent.update({
      where: { agentId: 'agt_busy' },
      data: {
        tools: ['told', 'listed', 'seen', 'never'],
        raw: { tools: [{ name: 'told', risk: 'irreversible' }, 'listed', { name: 'seen' }, 7] },
      },
    });
    await arrangeExecution(context, { toolName: 'seen', risk: 'write' });
  });

  it('takes the risk of a tool from where it is known best', async () => {
    const listTools = async () => ({
      items: [tool('listed', 'destructive'), tool('told', 'read')],
      nextAfter: null,
    });
    const manifest = await readAgentManifest(withXem({ listTools, capabilities }), { agentId: 'agt_busy' });
    expect(manifest).toEqual({
      data: [
        { toolName: 'told', risk: 'irreversible', riskSource: 'manifest' },
        { toolName: 'listed', risk: 'destructive', riskSource: 'catalogue' },
        { toolName: 'seen', risk: 'write', riskSource: 'executions' },
        { toolName: 'never', risk: null, riskSource: null },
      ],
      note: null,
    });
  });

  it('says why it does not know: the client hides it, or XEM cannot be asked', async () => {
    const listTools = async () => ({ items: [tool('listed', null)], nextAfter: null });
    const hidden = { ...capabilities, limited: { listTools: 'The client does not show the risk.' } };
    expect(
      await readAgentManifest(withXem({ listTools, capabilities: hidden }), { agentId: 'agt_busy' }),
    ).toMatchObject({ note: 'The client does not show the risk.', data: [{}, { risk: null }, {}, {}] });
    const down = async () => {
      throw new AppError('xem_unreachable', 'down', { userMessage: 'XEM could not be reached.' });
    };
    expect(
      await readAgentManifest(withXem({ listTools: down, capabilities }), { agentId: 'agt_busy' }),
    ).toMatchObject({ note: 'XEM could not be reached.' });
  });
});
