import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { decideApproval } from '@/lib/approvals/server/decide-approval';
import { readApprovals } from '@/lib/approvals/server/read-approvals';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { readFreshness } from '@/lib/mirror/server/read-freshness';
import { type SourceName, sourceNames } from '@/lib/mirror/source';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';
import type { Xem, XemExecution } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const clock = manualClock(new Date());
let server: SimulatorServer;
let xem: Xem;
let context: Context;
const withXem = (overrides: Partial<Xem>): Context => ({ ...context, xem: { ...xem, ...overrides } });

const agentId = 'agt_xem_fleet_01';
const workspaceId = 'ws_3b7e90d25c18';
const call = { agentId, workspaceId, toolName: 'openstack_server_list', requestedBy: 'ada' };

beforeEach(async () => {
  server = await startSimulatorServer({ clock });
  xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
  context = testContext(db, { xem, clock });
  for (const { deleteMany } of [
    db.execution,
    db.invocation,
    db.approval,
    db.agentEvent,
    db.agent,
    db.workspaceAgent,
    db.workspace,
    db.sourceFreshness,
    db.sourceOutage,
  ] as { deleteMany(): Promise<unknown> }[]) {
    await deleteMany();
  }
  return () => server.close();
});

/** Six columns, as the vendor's client shows them. */
const listSayingLittle: Xem['listAgents'] = async (page) => {
  const real = await xem.listAgents(page);
  const poor = { isPaused: null, pausedWorkspaces: null, inFlight: null, workspaces: [], tools: [] };
  return { ...real, items: real.items.map((agent) => ({ ...agent, ...poor })) };
};

async function pollUntilCaughtUp(from: Context, source: SourceName): Promise<number> {
  for (let count = 1; count < 200; count += 1) {
    const { nextAfterMs } = await pollSource(from, source);
    if (nextAfterMs > 0) return count;
  }
  throw new Error(`${source} never caught up`);
}

async function pollAll(): Promise<void> {
  for (const source of ['workspaces', ...sourceNames] as const) await pollUntilCaughtUp(context, source);
}

/** Runs that end at once, one a second. */
function run(count: number): void {
  for (let made = 0; made < count; made += 1) {
    server.simulator.controls.invoke({ ...call, durationMs: 10 });
    clock.advance(1_000);
  }
}

async function everyExecution(): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Xem['listExecutions']>> = await xem.listExecutions(
      after === null ? {} : { after },
    );
    ids.push(...page.items.map(({ executionId }) => executionId));
    after = page.nextAfter;
  } while (after !== null);
  return ids;
}

const mirrored = async (): Promise<string[]> =>
  (await db.execution.findMany({ orderBy: [{ occurredAt: 'desc' }, { executionId: 'desc' }] })).map(
    ({ executionId }) => executionId,
  );

/** The versions of all rows: each write of a row gives it another one. */
const versions = () =>
  db.$queryRaw`
    SELECT 'e' AS kind, "executionId" AS id, xmin::text FROM "Execution"
    UNION ALL SELECT 'i', "invocationId", xmin::text FROM "Invocation"
    UNION ALL SELECT 'a', "approvalId", xmin::text FROM "Approval"
    UNION ALL SELECT 'g', "agentId", xmin::text FROM "Agent"
    UNION ALL SELECT 'v', "eventId", xmin::text FROM "AgentEvent"
    UNION ALL SELECT 'w', "workspaceId", xmin::text FROM "Workspace"
    UNION ALL SELECT 's', "workspaceId" || "agentId" || source, xmin::text FROM "WorkspaceAgent"
    ORDER BY 1, 2`;

describe('the mirror', () => {
  it('holds what XEM has, and reading again writes nothing', async () => {
    run(5);
    server.simulator.controls.invoke({ ...call, toolName: 'openstack_server_stop' });
    await pollAll();
    const before = await versions();
    expect(before).toEqual(
      expect.arrayContaining(
        ['e', 'i', 'a', 'g', 'v', 'w', 's'].map((kind) => expect.objectContaining({ kind })),
      ),
    );
    await pollAll();
    expect(await versions()).toEqual(before);
    expect((await mirrored()).toSorted()).toEqual((await everyExecution()).toSorted());
  });

  it('follows a call from waiting to its end', async () => {
    const invocationId = server.simulator.controls.invoke({ ...call, durationMs: 30_000 });
    clock.advance(1_000);
    await pollSource(context, 'executions');
    const running = await db.execution.findFirstOrThrow({ where: { invocationId } });
    expect(running).toMatchObject({ status: 'running', completedAt: null, agentId, workspaceId });
    clock.advance(60_000);
    await pollSource(context, 'executions');
    expect(await db.execution.findFirst({ where: { invocationId } })).toMatchObject({
      status: 'completed',
      durationMs: 30_000,
    });
  });

  it('asks by id for a running call that no page shows any more', async () => {
    const invocationId = server.simulator.controls.invoke({ ...call, durationMs: 30_000 });
    clock.advance(1_000);
    await pollSource(context, 'executions');
    clock.advance(60_000);
    const pagesLater = withXem({ listExecutions: async () => ({ items: [], nextAfter: null }) });
    await pollSource(pagesLater, 'executions');
    expect(await db.execution.findFirst({ where: { invocationId } })).toMatchObject({ status: 'completed' });
  });

  it('asks by id for an execution that only its invocation names', async () => {
    run(1);
    await pollSource(context, 'invocations');
    const pagesAbove = withXem({ listExecutions: async () => ({ items: [], nextAfter: null }) });
    await pollSource(pagesAbove, 'executions');
    expect(await mirrored()).toHaveLength(1);
  });

  it('asks by id for a call that ran while Holdfast stood still for days, behind many that run now', async () => {
    const old = server.simulator.controls.invoke({ ...call, durationMs: 30_000 });
    clock.advance(1_000);
    await pollSource(context, 'executions');
    clock.advance(3 * 86_400_000);
    const known = await db.execution.findFirstOrThrow({ where: { invocationId: old } });
    const { arguments: _arguments, raw: _raw, ...columns } = known;
    await db.execution.createMany({
      data: Array.from({ length: 600 }, (_, count) => ({
        ...columns,
        raw: {},
        executionId: `exe_other_${count}`,
        invocationId: null,
        occurredAt: clock.now(),
        observedAt: clock.now(),
      })),
    });
    clock.advance(10_000);
    const pagesLater = withXem({ listExecutions: async () => ({ items: [], nextAfter: null }) });
    await pollSource(pagesLater, 'executions');
    expect(await db.execution.findFirst({ where: { invocationId: old } })).toMatchObject({
      status: 'completed',
    });
  });

  it('finds what an invocation named while executions could not be read for long', async () => {
    await pollSource(context, 'executions');
    run(130);
    await pollUntilCaughtUp(context, 'invocations');
    clock.advance(60 * 60_000);
    const pagesAbove = withXem({ listExecutions: async () => ({ items: [], nextAfter: null }) });
    for (let count = 0; count < 5; count += 1) {
      await pollSource(pagesAbove, 'executions');
      clock.advance(5_000);
    }
    expect(await mirrored()).toHaveLength(130);
  });

  it('asks a few times for an execution that XEM does not know, and then keeps it as last seen', async () => {
    server.simulator.controls.invoke({ ...call, durationMs: 600_000 });
    clock.advance(1_000);
    await pollSource(context, 'executions');
    const showExecution = vi.fn(async () => {
      throw new AppError('not_found', 'gone');
    });
    const forgetful = withXem({
      listExecutions: async () => ({ items: [], nextAfter: null }),
      showExecution,
    });
    for (let count = 0; count < 6; count += 1) {
      clock.advance(30_000);
      await pollSource(forgetful, 'executions');
    }
    expect(showExecution).toHaveBeenCalledTimes(3);
    expect(await db.execution.findMany()).toMatchObject([{ status: 'running' }]);
  });

  it('believes no single answer that an execution is unknown: a replica may lag', async () => {
    const invocationId = server.simulator.controls.invoke({ ...call, durationMs: 30_000 });
    clock.advance(1_000);
    await pollSource(context, 'executions');
    clock.advance(60_000);
    const lists = { listExecutions: async () => ({ items: [], nextAfter: null }) };
    const showExecution = async () => {
      throw new AppError('not_found', 'not here yet');
    };
    await pollSource(withXem({ ...lists, showExecution }), 'executions');
    clock.advance(60_000);
    await pollSource(withXem(lists), 'executions');
    expect(await db.execution.findFirst({ where: { invocationId } })).toMatchObject({ status: 'completed' });
  });

  it.each(['executions', 'invocations'] as const)(
    'closes the other %s when one cannot be read by its id, and says so once',
    async (source) => {
      const odd = server.simulator.controls.invoke({ ...call, durationMs: 30_000 });
      const sound = server.simulator.controls.invoke({
        ...call,
        agentId: 'agt_xem_fleet_02',
        durationMs: 30_000,
      });
      clock.advance(1_000);
      await pollSource(context, source);
      clock.advance(60_000);
      const said: string[] = [];
      const logger = pino({ level: 'warn' }, { write: (line) => said.push(line) });
      const refuse = (invocationId: string | null) => {
        if (invocationId === odd) throw new AppError('xem_unreachable', '500 Internal server error');
      };
      const poisoned: Context = {
        ...withXem({
          listExecutions: async () => ({ items: [], nextAfter: null }),
          listInvocations: async () => ({ items: [], nextAfter: null }),
          showExecution: async (id) => {
            const shown = await xem.showExecution(id);
            refuse(shown.invocationId);
            return shown;
          },
          showInvocation: async (id) => {
            refuse(id);
            return xem.showInvocation(id);
          },
        }),
        logger,
      };
      for (let count = 0; count < 3; count += 1) {
        await pollSource(poisoned, source);
        clock.advance(30_000);
      }
      const statusOf = async (invocationId: string) =>
        source === 'executions'
          ? (await db.execution.findFirstOrThrow({ where: { invocationId } })).status
          : (await db.invocation.findUniqueOrThrow({ where: { invocationId } })).status;
      expect(await statusOf(sound)).toBe('completed');
      expect(await statusOf(odd)).toMatch(/running|dispatched/);
      expect(await db.sourceOutage.count()).toBe(0);
      expect(said).toHaveLength(1);
      await pollSource(context, source);
      expect(await statusOf(odd)).toBe('completed');
    },
  );

  it('takes what PostgreSQL refuses, and words that nobody knows', async () => {
    const odd = {
      executionId: 'exe_odd',
      invocationId: null,
      workspaceId: 'billing',
      toolName: 'x'.repeat(5_000),
      agentId: null,
      risk: 'spicy',
      status: 'half-done',
      exitCode: 4_294_967_295,
      arguments: { 'key\0': ['\ud800'] },
      output: 'one\0two',
      error: null,
      approvalId: null,
      chatId: null,
      branchId: null,
      requestedBy: null,
      startedAt: new Date('+012026-01-01T00:00:00Z'),
      completedAt: null,
      durationMs: 1e15,
      raw: { output: 'one\0two', exit_code: 4_294_967_295 },
    } satisfies XemExecution;
    await pollSource(context, 'workspaces');
    const page = { items: [odd, odd, { ...odd, executionId: 'exe_next' }], nextAfter: null };
    const oddXem = withXem({ listExecutions: async () => page, showExecution: async () => odd });
    await pollSource(oddXem, 'executions');
    expect(await db.execution.findFirst({ where: { executionId: 'exe_odd' } })).toMatchObject({
      status: 'half-done',
      risk: 'spicy',
      exitCode: null,
      output: 'onetwo',
      // XEM gave its name.
      workspaceId,
      arguments: { key: ['\ufffd'] },
    });
    expect(await mirrored()).toHaveLength(2);
  });

  it('takes words of any length, in every column at once', async () => {
    run(1);
    const [sample] = (await xem.listExecutions({})).items;
    // Of many kinds of letters, so that packing makes none of them short.
    const long = () => randomBytes(3_000).toString('base64');
    const odd: XemExecution = {
      ...(sample as XemExecution),
      executionId: 'exe_odd',
      workspaceId: long(),
      toolName: long(),
      agentId: long(),
      risk: long(),
      status: long(),
      requestedBy: long(),
      chatId: long(),
      branchId: long(),
    };
    const page = { items: [odd], nextAfter: null };
    await pollSource(withXem({ listExecutions: async () => page }), 'executions');
    const stored = await db.execution.findFirstOrThrow({ where: { executionId: 'exe_odd' } });
    expect(odd.requestedBy?.startsWith(stored.requestedBy ?? '-')).toBe(true);
  });

  it('asks for fewer rows where their outputs are too long for one answer', async () => {
    await server.close();
    server = await startSimulatorServer({ clock, variants: { inlineOutput: 'whole' } });
    xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
    run(20);
    for (let made = 0; made < 40; made += 1) {
      const outcome = { output: `${made} `.repeat(200_000) };
      server.simulator.controls.invoke({ ...call, durationMs: 10, outcome });
      clock.advance(1_000);
    }
    await pollUntilCaughtUp({ ...context, xem }, 'executions');
    expect(await mirrored()).toHaveLength(60);
    expect(await db.sourceOutage.count()).toBe(0);
  });

  it('reads on past a call whose output alone is longer than an answer may be, and keeps its beginning', async () => {
    await server.close();
    server = await startSimulatorServer({ clock, variants: { inlineOutput: 'whole' } });
    xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
    run(10);
    const output = 'deleted vm-9\n'.repeat(1_500_000);
    server.simulator.controls.invoke({ ...call, durationMs: 10, outcome: { output } });
    clock.advance(1_000);
    run(10);
    await pollUntilCaughtUp({ ...context, xem }, 'executions');
    expect(await mirrored()).toHaveLength(21);
    const [long] = await db.$queryRaw<{ output: string }[]>`
      SELECT output FROM "Execution" ORDER BY length(output) DESC LIMIT 1`;
    expect(long?.output.length).toBeLessThan(2_000_000);
    expect(output.startsWith(long?.output.slice(0, 900_000) ?? '-')).toBe(true);
    expect(long?.output).toContain('the whole is at XEM');
    expect(await db.sourceOutage.count()).toBe(0);
  });

  it('leaves out one row that cannot be stored, names it in the log, and keeps the others', async () => {
    run(5);
    const tooDeep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], 'deep');
    const said: string[] = [];
    const logger = pino({ level: 'warn' }, { write: (line) => said.push(line) });
    let bad = '';
    const poisoned = withXem({
      listExecutions: async (page) => {
        const real = await xem.listExecutions(page);
        bad = real.items[2]?.executionId ?? '';
        const items = real.items.map((it) => (it.executionId === bad ? { ...it, arguments: tooDeep } : it));
        return { ...real, items };
      },
    });
    for (let count = 0; count < 2; count += 1) await pollSource({ ...poisoned, logger }, 'executions');
    expect(await mirrored()).toHaveLength(4);
    expect(await db.sourceOutage.count()).toBe(0);
    expect(said).toEqual([expect.stringContaining(bad)]);
    // Once it can be stored it is.
    await pollSource(context, 'executions');
    expect(await mirrored()).toHaveLength(5);
  });

  it('keeps what a list leaves out', async () => {
    run(1);
    await pollSource(context, 'executions');
    const [known] = (await xem.listExecutions({})).items;
    expect(known?.output).toBeTruthy();
    const sparse = {
      items: [{ ...known, output: null, raw: { sparse: true } } as XemExecution],
      nextAfter: null,
    };
    await pollSource(withXem({ listExecutions: async () => sparse }), 'executions');
    expect(await db.execution.findFirst()).toMatchObject({ output: known?.output, raw: { sparse: true } });
  });
});

describe('catching up', () => {
  it('loses nothing over an outage, and remembers the outage', async () => {
    run(3);
    await pollUntilCaughtUp(context, 'executions');
    server.simulator.faults.inject({ path: '/exec/executions', kind: '401' });
    const lostAt = clock.now();
    expect(await pollSource(context, 'executions')).toEqual({ nextAfterMs: 5_000, hasNews: true });
    run(250);
    await pollSource(context, 'executions');
    expect(await db.sourceOutage.findMany()).toMatchObject([{ startedAt: lostAt, endedAt: null }]);
    expect((await readFreshness(context)).find(({ source }) => source === 'executions')).toMatchObject({
      state: 'stale',
      errorCode: 'xem_rejected',
      failingSince: lostAt.toISOString(),
    });

    server.simulator.faults.clear();
    await pollUntilCaughtUp(context, 'executions');
    expect((await mirrored()).toSorted()).toEqual((await everyExecution()).toSorted());
    expect(await db.sourceOutage.findMany()).toMatchObject([{ startedAt: lostAt, endedAt: clock.now() }]);
    expect((await readFreshness(context)).find(({ source }) => source === 'executions')).toMatchObject({
      state: 'fresh',
      errorCode: null,
      failingSince: null,
    });
  });

  it('costs a few requests at every reading, however many calls are open', async () => {
    const template = { ...call, durationMs: 10 };
    server.simulator.controls.invoke(template);
    clock.advance(1_000);
    const [sample] = (await xem.listExecutions({})).items;
    // Twenty begin every second, and none of the last five minutes has ended.
    const rows = Array.from({ length: 6_000 }, (_, count) => ({
      ...(sample as XemExecution),
      executionId: `exe_${count}`,
      status: 'running',
      startedAt: new Date(clock.now().getTime() - count * 50),
      completedAt: null,
    }));
    let asked = 0;
    const busy = withXem({
      listExecutions: async ({ limit = 100, after }) => {
        asked += 1;
        const begin = rows.findIndex(({ executionId }) => executionId === after) + 1;
        const items = rows.slice(begin, begin + limit);
        return { items, nextAfter: items.at(-1)?.executionId ?? null };
      },
      showExecution: async (id) => rows.find(({ executionId }) => executionId === id) as XemExecution,
    });
    await pollUntilCaughtUp(busy, 'executions');
    asked = 0;
    clock.advance(5_000);
    expect((await pollSource(busy, 'executions')).nextAfterMs).toBeGreaterThan(0);
    expect(asked).toBeLessThan(10);
  });

  it('goes on where it was cut off, also when more comes meanwhile', async () => {
    run(30);
    await pollUntilCaughtUp(context, 'executions');
    run(400);
    let pages = 0;
    const failing = withXem({
      listExecutions: async (page) => {
        pages += 1;
        if (pages % 3 === 0) throw new AppError('xem_unreachable', 'cut off');
        return xem.listExecutions(page);
      },
    });
    for (let count = 0; count < 4; count += 1) {
      await pollSource(failing, 'executions');
      run(40);
    }
    expect((await readFreshness(context)).find(({ source }) => source === 'executions')?.isCatchingUp).toBe(
      true,
    );
    await pollUntilCaughtUp(context, 'executions');
    expect((await mirrored()).toSorted()).toEqual((await everyExecution()).toSorted());
  });

  it('walks down again when XEM has forgotten the place', async () => {
    run(300);
    let refused = 0;
    const forgetful = withXem({
      listExecutions: async (page) => {
        if (page.after !== undefined && refused < 2) {
          refused += 1;
          throw new AppError('xem_rejected', 'no such cursor', { details: { httpStatus: 400 } });
        }
        return xem.listExecutions(page);
      },
    });
    await pollUntilCaughtUp(forgetful, 'executions');
    expect((await mirrored()).toSorted()).toEqual((await everyExecution()).toSorted());
  });

  it.each([
    ['of an older version', { reachedAt: null, gaps: [], forgotten: [] }],
    ['that nobody can read', { page: 7 }],
  ])('goes on from a cursor %s', async (_case, cursor) => {
    await db.sourceFreshness.create({ data: { source: 'executions', expectedEveryMs: 5_000, cursor } });
    run(40);
    await pollUntilCaughtUp(context, 'executions');
    expect(await mirrored()).toHaveLength(40);
    expect((await readFreshness(context)).find(({ source }) => source === 'executions')).toMatchObject({
      state: 'fresh',
      isCatchingUp: false,
    });
  });

  it('loses nothing when two workers read at once', async () => {
    run(300);
    await Promise.all([pollSource(context, 'executions'), pollSource(context, 'executions')]);
    await pollUntilCaughtUp(context, 'executions');
    expect((await mirrored()).toSorted()).toEqual((await everyExecution()).toSorted());
    expect(await db.sourceOutage.count()).toBe(0);
  });
});

describe('a source that cannot be read', () => {
  it('does not touch the others', async () => {
    run(1);
    server.simulator.faults.inject({ path: '/exec/approvals', kind: '403' });
    await pollSource(context, 'approvals');
    await pollSource(context, 'executions');
    const freshness = await readFreshness(context);
    expect(freshness.find(({ source }) => source === 'approvals')).toMatchObject({
      state: 'never',
      errorCode: 'xem_scope_insufficient',
    });
    expect(freshness.find(({ source }) => source === 'executions')).toMatchObject({ state: 'fresh' });
  });

  it('is asked less and less often, but never before XEM wants it', async () => {
    server.simulator.faults.inject({ path: '/exec/approvals', kind: '401' });
    const pauses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      pauses.push((await pollSource(context, 'approvals')).nextAfterMs);
    }
    expect(pauses).toEqual([5_000, 10_000, 20_000, 30_000]);
  });

  it('names no key in what it records', async () => {
    const wrongKey = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: 'xero_acme-prod_secret' });
    await pollSource({ ...context, xem: wrongKey }, 'health');
    const [row] = await db.sourceFreshness.findMany();
    expect(row?.errorCode).toBe('xem_rejected');
    expect(JSON.stringify(row)).not.toContain('secret');
  });
});

describe('freshness', () => {
  it('is no outage where this way to XEM does not offer the source', async () => {
    const without = withXem({
      listApprovals: async () => {
        throw new AppError('xem_unsupported', 'the client lists no approvals');
      },
    });
    await pollSource(without, 'approvals');
    await pollSource(without, 'approvals');
    const approvals = (await readFreshness(context)).find(({ source }) => source === 'approvals');
    expect(approvals).toMatchObject({ state: 'unavailable', failingSince: null });
    expect(await db.sourceOutage.count()).toBe(0);
  });

  it('ages from fresh over late to stale', async () => {
    const stateNow = async () =>
      (await readFreshness(context)).find(({ source }) => source === 'health')?.state;
    expect(await stateNow()).toBe('never');
    await pollSource(context, 'health');
    expect(await stateNow()).toBe('fresh');
    clock.advance(120_000);
    expect(await stateNow()).toBe('late');
    clock.advance(120_000);
    expect(await stateNow()).toBe('stale');
  });

  it('is expected more often while an incident is open', async () => {
    const incident = await arrangeIncident(context);
    await pollSource(context, 'approvals');
    expect(await db.sourceFreshness.findMany()).toMatchObject([{ expectedEveryMs: 2_000 }]);
    await db.incident.update({ where: { id: incident.id }, data: { phase: 'closed' } });
    await pollSource(context, 'approvals');
    expect(await db.sourceFreshness.findMany()).toMatchObject([{ expectedEveryMs: 5_000 }]);
  });
});

describe('the fleet', () => {
  it('knows pauses, and who serves a workspace by three sources', async () => {
    run(1);
    await xem.pauseExec(agentId, { workspaceId });
    await pollAll();
    expect(await db.agent.findUnique({ where: { agentId } })).toMatchObject({
      isPaused: false,
      pausedWorkspaceIds: [workspaceId],
      pausedWorkspacesKnown: true,
      goneAt: null,
    });
    const serving = await db.workspaceAgent.findMany({ where: { agentId, workspaceId } });
    expect(serving.map(({ source }) => source).toSorted()).toEqual(['binding', 'execution', 'manifest']);
    expect(await db.agentEvent.findMany({ where: { agentId, type: 'exec_paused' } })).toHaveLength(1);
    await xem.resumeExec(agentId, { workspaceId });
  });

  it('resolves workspaces that a manifest names by name', async () => {
    await pollSource(context, 'workspaces');
    const byName = withXem({
      listAgents: async (page) => {
        const real = await xem.listAgents(page);
        return {
          ...real,
          items: real.items.map((agent) => ({ ...agent, workspaces: ['billing', 'elsewhere'] })),
        };
      },
    });
    await pollSource(byName, 'agents');
    expect(await db.agent.findUnique({ where: { agentId } })).toMatchObject({
      workspaceIds: [workspaceId, 'elsewhere'],
    });
  });

  it('looks at each agent where the list says too little', async () => {
    const poorList = withXem({ listAgents: listSayingLittle });
    await pollSource(poorList, 'agents');
    const agent = await db.agent.findUniqueOrThrow({ where: { agentId } });
    expect(agent).toMatchObject({ isPaused: false, inFlightKnown: true });
    expect(agent.workspaceIds).toContain(workspaceId);
  });

  it('keeps the others where the record of one cannot be read, and knows that one from the list', async () => {
    await pollSource(context, 'agents');
    await db.agent.delete({ where: { agentId: 'agt_xem_lab_01' } });
    const broken = withXem({
      listAgents: listSayingLittle,
      showAgent: async (id) => {
        if ([agentId, 'agt_xem_lab_01'].includes(id)) throw new AppError('xem_unreachable', 'answered 500');
        return xem.showAgent(id);
      },
    });
    await xem.pauseExec('agt_xem_fleet_02', {});
    await pollSource(broken, 'agents');
    expect(await db.agent.count({ where: { goneAt: null } })).toBe(12);
    expect(await db.agent.findUnique({ where: { agentId: 'agt_xem_fleet_02' } })).toMatchObject({
      isPaused: true,
    });
    // What was known of it stays.
    expect(await db.agent.findUnique({ where: { agentId } })).toMatchObject({ isPaused: false });
    expect(await db.agent.findUnique({ where: { agentId: 'agt_xem_lab_01' } })).toMatchObject({
      isPaused: null,
      goneAt: null,
    });
    expect(await db.workspaceAgent.count({ where: { agentId, source: 'manifest' } })).toBeGreaterThan(0);
  });

  it('fails where not one record can be read, and when XEM asks for less', async () => {
    await pollSource(context, 'agents');
    for (const code of ['xem_unreachable', 'xem_rate_limited'] as const) {
      const refused = withXem({
        listAgents: listSayingLittle,
        showAgent: async () => {
          throw new AppError(code, 'no');
        },
      });
      await pollSource(refused, 'agents');
      expect((await readFreshness(context)).find(({ source }) => source === 'agents')).toMatchObject({
        errorCode: code,
      });
    }
  });

  it('marks an agent that left, and takes it back when it returns', async () => {
    await pollSource(context, 'agents');
    const without = withXem({
      listAgents: async (page) => {
        const real = await xem.listAgents(page);
        return { ...real, items: real.items.filter((agent) => agent.agentId !== agentId) };
      },
    });
    await pollSource(without, 'agents');
    expect(await db.agent.findUnique({ where: { agentId } })).toMatchObject({ goneAt: clock.now() });
    expect(await db.agent.count({ where: { goneAt: null } })).toBe(11);
    await pollSource(context, 'agents');
    const returned = { goneAt: null, returnedAt: clock.now() };
    expect(await db.agent.findUnique({ where: { agentId } })).toMatchObject(returned);
    expect(await db.agent.count({ where: { returnedAt: { not: null } } })).toBe(1);
  });

  it('takes nobody for gone where pages hold fewer rows than asked for, without saying so', async () => {
    await pollSource(context, 'agents');
    await server.close();
    server = await startSimulatorServer({ clock, variants: { lists: 'array', clamps: true } });
    xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
    clock.advance(60_000);
    await pollSource({ ...context, xem }, 'agents');
    expect(await db.agent.count({ where: { goneAt: null } })).toBe(12);
  });

  it('takes nobody for gone when the list could not be read in full', async () => {
    await pollSource(context, 'agents');
    const halfRead = withXem({
      listAgents: async () => ({ items: [], nextAfter: null, unreadableCount: 3 }),
    });
    await pollSource(halfRead, 'agents');
    expect(await db.agent.count({ where: { goneAt: null } })).toBe(12);
  });
});

describe('what XEM no longer knows', () => {
  const lists = { listApprovals: async () => ({ items: [], nextAfter: null }) };
  const notFound = async () => {
    throw new AppError('not_found', 'gone');
  };
  const stored = () => db.approval.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });

  it('waits for nobody, keeps its last word, and is taken back when XEM shows it again', async () => {
    server.simulator.controls.invoke({ ...call, toolName: 'openstack_server_delete' });
    await pollSource(context, 'approvals');
    const { approvalId } = await stored();
    const waiting = () => readApprovals(context, { state: 'open', limit: 200 });
    expect((await waiting()).data.map((it) => it.approvalId)).toContain(approvalId);

    // Days later, too: nobody looked in between.
    await db.approval.updateMany({ data: { firstSeenAt: new Date(clock.now().getTime() - 3 * 86_400_000) } });
    for (let count = 0; count < 3; count += 1) {
      expect(await stored()).toMatchObject({ approvalId, goneAt: null });
      clock.advance(60_000);
      await pollSource(withXem({ ...lists, showApproval: notFound }), 'approvals');
    }
    expect(await stored()).toMatchObject({ approvalId, status: 'pending', goneAt: clock.now() });
    expect((await waiting()).data.map((it) => it.approvalId)).not.toContain(approvalId);
    const decide = { approvalId, decision: 'rejected' as const, reason: 'too late' };
    await expect(decideApproval(context, decide)).rejects.toMatchObject({ code: 'not_found' });

    clock.advance(60_000);
    await pollSource(context, 'approvals');
    expect(await stored()).toMatchObject({ approvalId, goneAt: null });
  });

  it('is not guessed at where this router shows nothing by its id', async () => {
    server.simulator.controls.invoke({ ...call, toolName: 'openstack_server_delete' });
    await pollSource(context, 'approvals');
    const { approvalId } = await stored();
    server.simulator.controls.invoke({ ...call, toolName: 'openstack_server_stop' });
    clock.advance(60_000);
    const onlyNewest = withXem({
      listApprovals: async (page) => {
        const real = await xem.listApprovals(page);
        const items = real.items.filter((it) => it.approvalId !== approvalId);
        return { ...real, items, nextAfter: null };
      },
      showApproval: notFound,
    });
    await pollSource(onlyNewest, 'approvals');
    expect(await db.approval.findUnique({ where: { approvalId } })).toMatchObject({ goneAt: null });
  });
});

describe('approvals', () => {
  it('estimates the expiry where XEM names none, and says so', async () => {
    server.simulator.controls.invoke({ ...call, toolName: 'openstack_server_stop' });
    server.simulator.controls.invoke({ ...call, toolName: 'openstack_server_delete' });
    const silent = withXem({
      listApprovals: async (page) => {
        const real = await xem.listApprovals(page);
        return { ...real, items: real.items.map((approval) => ({ ...approval, expiresAt: null })) };
      },
    });
    await pollSource(silent, 'approvals');
    const waiting = await db.approval.findMany({ where: { createdAt: clock.now() } });
    const minutes = Object.fromEntries(
      waiting.map((it) => [it.risk, ((it.expiresAt?.getTime() ?? 0) - clock.now().getTime()) / 60_000]),
    );
    expect(minutes).toEqual({ destructive: 15, irreversible: 60 });
    expect(waiting.every(({ isExpiryEstimated }) => isExpiryEstimated)).toBe(true);
  });
});
