import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { readFreshness } from '@/lib/mirror/server/read-freshness';
import type { Variants } from '@/lib/simulator/http/variants';
import { createSimulator, type Simulator } from '@/lib/simulator/simulator';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();

type Router = { baseUrl: string; goAway(): Promise<void>; comeBack(): Promise<void> };

/** A router over real HTTP whose address answers no more while it is away, and whose agents go on meanwhile. */
async function startRouter(simulator: Simulator): Promise<Router> {
  let server: ReturnType<typeof createAdaptorServer>;
  const listen = async (port: number): Promise<number> => {
    server = createAdaptorServer({ fetch: simulator.fetch });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    baseUrl: `http://127.0.0.1:${port}${simulator.basePath}`,
    goAway: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
    comeBack: async () => {
      await listen(port);
    },
  };
}

const clock = manualClock(new Date());
let simulator: Simulator;
let router: Router;
let xem: Xem;
let context: Context;

beforeEach(async () => {
  for (const table of [db.execution, db.invocation, db.sourceFreshness, db.sourceOutage] as {
    deleteMany(): Promise<unknown>;
  }[])
    await table.deleteMany();
  return async () => {
    simulator.stop();
    await router.goAway();
  };
});

async function start(variants: Partial<Variants>): Promise<void> {
  simulator = createSimulator({ scenario: 'quiet', clock, variants });
  router = await startRouter(simulator);
  xem = connectXem({ XEM_BASE_URL: router.baseUrl, XEM_API_KEY: simulator.keys.all });
  context = testContext(db, { xem, clock });
}

/** Runs that end at once, `everyMs` apart. Returns their invocations. */
function run(count: number, everyMs = 1_000): string[] {
  return Array.from({ length: count }, () => {
    const invocationId = simulator.controls.invoke({
      agentId: 'agt_xem_fleet_01',
      workspaceId: 'ws_3b7e90d25c18',
      toolName: 'openstack_server_list',
      requestedBy: 'ada',
      durationMs: 10,
    });
    clock.advance(everyMs);
    return invocationId;
  });
}

async function catchUp(from: Context): Promise<void> {
  for (let count = 0; count < 100; count += 1) {
    if ((await pollSource(from, 'executions')).nextAfterMs > 0) return;
  }
  throw new Error('never caught up');
}

const mirrored = async () =>
  (await db.execution.findMany({ select: { invocationId: true } }))
    .map(({ invocationId }) => invocationId)
    .toSorted();

describe('while the router is away', () => {
  it.each([
    ['object', false],
    ['array', false],
    ['named', false],
    ['cursor', false],
    ['offset', false],
    ['array', true],
  ] as const)(
    'nothing is lost or doubled, with lists as %s, clamped %s, that shift while they are paged',
    async (lists, clamps) => {
      await start({ lists, clamps });
      const wanted = run(40);
      await catchUp(context);

      await router.goAway();
      wanted.push(...run(300));
      const lostAt = clock.now();
      await pollSource(context, 'executions');
      wanted.push(...run(250));
      expect(await db.sourceOutage.findMany()).toMatchObject([{ startedAt: lostAt, endedAt: null }]);

      await router.comeBack();
      // More happen between any two pages, so that every later page has moved on by then.
      const busy: Context = {
        ...context,
        xem: {
          ...xem,
          listExecutions: async (page) => {
            const answer = await xem.listExecutions(page);
            if (wanted.length < 700) wanted.push(...run(7, 100));
            return answer;
          },
        },
      };
      await catchUp(busy);
      // The last of them begin and end.
      clock.advance(5_000);
      await catchUp(context);
      expect(await mirrored()).toEqual(wanted.toSorted());
      expect(await db.sourceOutage.findMany()).toMatchObject([
        { startedAt: lostAt, endedAt: expect.any(Date) },
      ]);
    },
  );

  it('says how far catching up has come, and goes on when it goes away again', async () => {
    await start({});
    const wanted = run(40);
    await catchUp(context);
    const known = clock.now();
    await router.goAway();
    wanted.push(...run(600));
    await router.comeBack();

    let pages = 0;
    const flaky: Context = {
      ...context,
      xem: {
        ...xem,
        listExecutions: async (page) => {
          pages += 1;
          if (pages === 4) await router.goAway();
          return xem.listExecutions(page);
        },
      },
    };
    await pollSource(flaky, 'executions');
    const [executions] = await readFreshness(context);
    expect(executions).toMatchObject({
      source: 'executions',
      isCatchingUp: true,
      catchUp: { rowsRead: 230, readBackTo: expect.any(String), downTo: expect.any(String) },
    });
    const { readBackTo = '', downTo = '' } = executions?.catchUp ?? {};
    expect(Date.parse(readBackTo ?? '')).toBeGreaterThan(Date.parse(downTo ?? ''));
    expect(Date.parse(downTo ?? '')).toBeLessThanOrEqual(known.getTime());

    await router.comeBack();
    wanted.push(...run(30));
    await catchUp(context);
    expect(await mirrored()).toEqual(wanted.toSorted());
    expect((await readFreshness(context))[0]).toMatchObject({ isCatchingUp: false, catchUp: null });
  });
});

describe('the first reading', () => {
  it('goes ninety days back and leaves the rest to a back-fill', async () => {
    await start({});
    run(300, 86_400_000);
    await catchUp(context);
    const oldest = await db.execution.findFirstOrThrow({ orderBy: { occurredAt: 'asc' } });
    const days = (clock.now().getTime() - oldest.occurredAt.getTime()) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(90);
    // It ends with the page that passes the bound.
    expect(days).toBeLessThan(200);
  });
});
