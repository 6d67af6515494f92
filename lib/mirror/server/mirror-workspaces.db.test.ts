import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { readFreshness } from '@/lib/mirror/server/read-freshness';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const clock = manualClock(new Date());
let server: SimulatorServer;
let xem: Xem;
let context: Context;

const billing = 'ws_3b7e90d25c18';
const path = `/workspaces/${billing}/bindings`;

beforeEach(async () => {
  server = await startSimulatorServer({ clock });
  xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
  context = testContext(db, { xem, clock });
  await db.workspaceAgent.deleteMany();
  await db.workspace.deleteMany();
  await db.sourceFreshness.deleteMany();
  await db.sourceOutage.deleteMany();
  return () => server.close();
});

type Bindings = Awaited<ReturnType<Xem['listWorkspaceBindings']>>;

/** A router whose word on billing is another one. */
function withBindings(change: (real: NonNullable<Bindings>) => Bindings): Context {
  const listWorkspaceBindings: Xem['listWorkspaceBindings'] = async (workspaceId) => {
    const real = await xem.listWorkspaceBindings(workspaceId);
    return workspaceId === billing && real !== null ? change(real) : real;
  };
  return { ...context, xem: { ...xem, listWorkspaceBindings } };
}

async function bound(workspaceId: string): Promise<string[]> {
  const rows = await db.workspaceAgent.findMany({ where: { workspaceId, source: 'binding' } });
  return rows.map(({ agentId }) => agentId).toSorted();
}

const freshness = async () => (await readFreshness(context)).find(({ source }) => source === 'workspaces');

describe('who is bound to a workspace', () => {
  it('is known although the router names one by an id that cannot be stored', async () => {
    await pollSource(context, 'workspaces');
    const before = await bound(billing);
    const odd = withBindings((real) => ({ ...real, agentIds: [...real.agentIds, 'agt_\0odd'] }));
    await pollSource(odd, 'workspaces');
    expect(await bound(billing)).toEqual(before);
    expect(await db.sourceOutage.count()).toBe(0);
  });

  it('is as the router says', async () => {
    await pollSource(context, 'workspaces');
    const [first, ...others] = await bound(billing);
    await pollSource(
      withBindings(({ agentIds }) => ({
        agentIds: agentIds.filter((agentId) => agentId !== first),
        isComplete: true,
      })),
      'workspaces',
    );
    expect(await bound(billing)).toEqual(others);
    await pollSource(
      withBindings(() => null),
      'workspaces',
    );
    expect(await bound(billing)).toEqual([]);
    expect(await freshness()).toMatchObject({ state: 'fresh', errorCode: null });
  });

  it('is not taken for less where the list could not be read whole, and that is said', async () => {
    await pollSource(context, 'workspaces');
    const before = await bound(billing);
    const [elsewhere] = await db.workspaceAgent.findMany({ where: { workspaceId: { not: billing } } });
    const gone = {
      source: 'binding',
      workspaceId: elsewhere?.workspaceId ?? '',
      agentId: 'agt_gone',
    } as const;
    await db.workspaceAgent.create({ data: { ...gone, observedAt: clock.now() } });
    await pollSource(
      withBindings(() => ({ agentIds: ['agt_new'], isComplete: false })),
      'workspaces',
    );
    expect(await bound(billing)).toEqual([...before, 'agt_new'].toSorted());
    // Those of the other workspaces were read whole.
    expect(await bound(gone.workspaceId)).not.toContain('agt_gone');
    expect(await freshness()).toMatchObject({
      errorCode: 'xem_unexpected_answer',
      errorMessage: expect.stringContaining('billing'),
    });
    await pollSource(context, 'workspaces');
    expect(await bound(billing)).toEqual(before);
    expect(await freshness()).toMatchObject({ errorCode: null });
  });

  it('stays known where it cannot be read, keeps nothing else back, and the reading counts as failed', async () => {
    await pollSource(context, 'workspaces');
    const before = await bound(billing);
    await db.workspace.deleteMany();
    await db.workspaceAgent.deleteMany({ where: { workspaceId: { not: billing } } });
    const known = await xem.listWorkspaces({});
    server.simulator.faults.inject({ path, kind: '500' });
    await pollSource(context, 'workspaces');
    expect(await bound(billing)).toEqual(before);
    expect(await db.workspace.count()).toBe(known.items.length);
    expect(await db.workspaceAgent.count({ where: { workspaceId: { not: billing } } })).toBeGreaterThan(0);
    expect(await freshness()).toMatchObject({
      errorCode: 'xem_unreachable',
      errorMessage: expect.stringContaining('billing'),
    });
    expect(await db.sourceOutage.findMany()).toMatchObject([{ source: 'workspaces', endedAt: null }]);
  });

  it('stops asking when XEM asks for less', async () => {
    const refused: Xem['listWorkspaceBindings'] = async () => {
      throw new AppError('xem_rate_limited', 'slow down', { details: { retryAfterMs: 90_000 } });
    };
    const asked = { ...context, xem: { ...xem, listWorkspaceBindings: refused } };
    expect((await pollSource(asked, 'workspaces')).nextAfterMs).toBeGreaterThanOrEqual(90_000);
    expect(await freshness()).toMatchObject({ errorCode: 'xem_rate_limited' });
  });

  it('is forgotten with the workspace, unless the list of workspaces is not whole', async () => {
    await pollSource(context, 'workspaces');
    const before = await bound(billing);
    const without = (isCutOff: boolean): Context => ({
      ...context,
      xem: {
        ...xem,
        listWorkspaces: async (page) => {
          const real = await xem.listWorkspaces(page);
          return {
            ...real,
            items: real.items.filter(({ workspaceId }) => workspaceId !== billing),
            isCutOff,
          };
        },
      },
    });
    await pollSource(without(true), 'workspaces');
    expect(await bound(billing)).toEqual(before);
    await pollSource(without(false), 'workspaces');
    expect(await bound(billing)).toEqual([]);
  });
});
