import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
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

/** A reading in the midst of which the router goes away, at its fourth page. */
async function pollUntilCutOff(): Promise<void> {
  let pages = 0;
  const listExecutions: Xem['listExecutions'] = async (page) => {
    pages += 1;
    if (pages === 4) await router.goAway();
    return xem.listExecutions(page);
  };
  await pollSource({ ...context, xem: { ...xem, listExecutions } }, 'executions');
}

describe('while the router is away', () => {
  it.each([
    ['object', false],
    ['array', false],
    ['named', false],
    ['cursor', false],
    ['offset', false],
    ['offset-alone', false],
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

  it.each([0, 1, 2])('nothing is lost when the clock of answer %i goes wrong by an hour', async (nth) => {
    await start({});
    const wanted = run(40);
    await catchUp(context);
    wanted.push(...run(500));
    let asked = 0;
    const skewed: Context = {
      ...context,
      xem: {
        ...xem,
        listExecutions: async (page) => {
          const path = '/exec/executions';
          if (asked === nth) simulator.faults.inject({ path, kind: 'skewed', skewMs: -3_600_000, times: 1 });
          asked += 1;
          return xem.listExecutions(page);
        },
      },
    };
    await catchUp(skewed);
    expect(await mirrored()).toEqual(wanted.toSorted());
  });

  it('says how far catching up has come, and goes on when it goes away again', async () => {
    await start({});
    const wanted = run(40);
    await catchUp(context);
    const known = clock.now();
    await router.goAway();
    wanted.push(...run(600));
    await router.comeBack();

    await pollUntilCutOff();
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

describe('a router that counts its rows and does not say how many there are', () => {
  it.each([100, 150, 199])(
    'has its list read to the end, when %i runs begin while it is away in the midst of it',
    async (count) => {
      await start({ lists: 'offset-alone' });
      const wanted = run(40);
      await catchUp(context);
      wanted.push(...run(1_000));

      await pollUntilCutOff();
      expect((await readFreshness(context))[0]).toMatchObject({ catchUp: { rowsRead: 230 } });
      await router.comeBack();
      wanted.push(...run(count));
      await catchUp(context);
      expect(await mirrored()).toEqual(wanted.toSorted());
      expect((await readFreshness(context))[0]).toMatchObject({ errorCode: null, isCatchingUp: false });
    },
  );
});

describe('a router whose list goes no deeper', () => {
  it('is asked with pauses, said to be so, and does not keep what is newer waiting for ever', async () => {
    await start({ lists: 'offset' });
    run(40);
    await catchUp(context);
    const wanted = run(1_000);
    let asked = 0;
    const shallow: Context = {
      ...context,
      xem: {
        ...xem,
        listExecutions: async (page) => {
          asked += 1;
          if (Number(page.after?.slice('offset:'.length) ?? 0) < 300) return xem.listExecutions(page);
          throw new AppError('xem_rejected', 'offset too large', { details: { httpStatus: 400 } });
        },
      },
    };
    expect((await pollSource(shallow, 'executions')).nextAfterMs).toBeGreaterThan(0);
    expect((await readFreshness(context))[0]).toMatchObject({
      errorCode: 'xem_rejected',
      errorMessage: expect.stringMatching(/goes back to 20.* and no deeper/),
    });
    expect(asked).toBeLessThan(20);
    for (let count = 0; count < 4; count += 1) {
      clock.advance(30_000);
      wanted.push(...run(3));
      await pollSource(shallow, 'executions');
    }
    expect(await db.sourceOutage.findMany()).toMatchObject([{ endedAt: expect.any(Date) }]);
    expect((await readFreshness(context))[0]).toMatchObject({
      state: 'fresh',
      isCatchingUp: false,
      errorMessage: expect.stringContaining('could not be read any deeper'),
    });
    expect(await mirrored()).toEqual(expect.arrayContaining(wanted.slice(-250)));
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
    // It ends with the first page that lies beyond the bound as a whole.
    expect(days).toBeLessThan(240);
  });
});
