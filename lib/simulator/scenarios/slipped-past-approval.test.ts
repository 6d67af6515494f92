import { describe, expect, test } from 'vitest';
import { manualClock } from '@/lib/clock';
import { createSimulator, type Simulator, type SimulatorOptions } from '@/lib/simulator/simulator';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import type { Xem, XemExecution } from '@/lib/xem/xem';

const startAt = new Date('2026-03-02T09:00:00Z');
const culprit = 'agt_xem_fleet_01';
const billing = 'ws_3b7e90d25c18';
const capacityChat = 'chat_7d19c0e4a2b8f651';
const minutes = (count: number) => count * 60_000;

function begin(options: SimulatorOptions = {}): { simulator: Simulator; xem: Xem } {
  const simulator = createSimulator({ clock: manualClock(startAt), ...options });
  const xem = createHttpXem({
    baseUrl: `http://router.test${simulator.basePath}`,
    keys: simulator.keys,
    fetch: async (input, init) => simulator.fetch(new Request(input, init)),
  });
  return { simulator, xem };
}

async function everyExecution(xem: Xem): Promise<XemExecution[]> {
  const all: XemExecution[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await xem.listExecutions(after === undefined ? {} : { after });
    all.push(...page.items);
    if (page.nextAfter === null) return all;
    after = page.nextAfter;
  }
}

const slipped = (execution: XemExecution) =>
  execution.risk === 'irreversible' && execution.approvalId === null && execution.agentId === culprit;

describe('at the start', () => {
  test('two hours of ordinary work are there, and some approvals wait', async () => {
    const { xem } = begin();
    const past = await everyExecution(xem);
    expect(past.length).toBeGreaterThan(300);
    expect(past.length).toBeLessThan(1_500);
    expect(past.filter(slipped)).toEqual([]);
    expect(new Set(past.map((it) => it.agentId)).size).toBe(12);
    const approvals = (await xem.listApprovals({})).items;
    const statuses = new Set(approvals.map((it) => it.status));
    expect([...statuses]).toEqual(expect.arrayContaining(['pending', 'approved', 'rejected', 'timed_out']));
  });

  test('an approval waits at nearly any moment of the following hours', async () => {
    const { simulator, xem } = begin();
    let waiting = 0;
    for (let quarter = 0; quarter < 16; quarter += 1) {
      simulator.advance(minutes(15));
      const open = (await xem.listApprovals({})).items.filter((it) =>
        ['pending', 'escalated'].includes(it.status),
      );
      if (open.length > 0) waiting += 1;
    }
    expect(waiting).toBeGreaterThanOrEqual(15);
  });
});

describe('once the template has changed', () => {
  test('servers go without an approval, after a branch was made by itself', async () => {
    const { simulator, xem } = begin();
    simulator.advance(minutes(4));
    const deletions = (await everyExecution(xem)).filter(slipped);
    expect(deletions).toHaveLength(16);
    expect(new Set(deletions.map((it) => it.workspaceId))).toEqual(new Set([billing]));
    expect(new Set(deletions.map((it) => it.chatId))).toEqual(new Set([capacityChat]));
    const fork = (await xem.listChatBranches(capacityChat)).find((it) => it.isAutoFork);
    const first = Math.min(...deletions.map((it) => it.startedAt?.getTime() ?? 0));
    expect(fork?.createdAt?.getTime()).toBeLessThan(first);
    const neighbours = (await everyExecution(xem)).filter((it) => it.agentId !== culprit);
    expect(neighbours.some((it) => (it.startedAt?.getTime() ?? 0) > first)).toBe(true);
  });

  test('the waves come again, for whoever looks later', async () => {
    const { simulator, xem } = begin();
    simulator.advance(minutes(45));
    expect((await everyExecution(xem)).filter(slipped).length).toBeGreaterThanOrEqual(4 * 16);
  });

  test('a pause drains what runs, queues the rest of the wave, and keeps new waves away', async () => {
    const { simulator, xem } = begin();
    simulator.advance(minutes(2));
    await xem.pauseExec(culprit, { workspaceId: billing });
    const inFlight = (await xem.showAgent(culprit)).inFlight ?? [];
    expect(inFlight.length).toBeGreaterThan(0);
    simulator.advance(minutes(3));
    const stopped = (await everyExecution(xem)).filter(slipped).length;
    expect(stopped).toBeLessThan(16);
    const queued = (await xem.listInvocations({ limit: 100 })).items.filter((it) => it.status === 'queued');
    expect(queued.filter((it) => it.toolName === 'openstack_server_delete').length).toBe(16 - stopped);
    simulator.advance(minutes(60));
    expect((await everyExecution(xem)).filter(slipped).length).toBe(stopped);
    await xem.resumeExec(culprit, { workspaceId: billing });
    simulator.advance(minutes(1));
    expect((await everyExecution(xem)).filter(slipped).length).toBe(16);
  });
});

describe('a run', () => {
  test('is the same again for the same seed and the same start', async () => {
    const [one, other] = [begin(), begin()];
    for (const { simulator } of [one, other]) simulator.advance(minutes(15));
    expect(await everyExecution(one.xem)).toEqual(await everyExecution(other.xem));
  });

  test('does not depend on how time is cut up or who looks on', async () => {
    const [one, other] = [begin(), begin()];
    one.simulator.advance(minutes(15));
    for (let step = 0; step < 900; step += 1) {
      other.simulator.advance(1_000);
      if (step % 100 === 0) await other.xem.listAgents({});
    }
    expect(await everyExecution(one.xem)).toEqual(await everyExecution(other.xem));
  });

  test('tells another story for another seed', async () => {
    const [one, other] = [begin(), begin({ seed: 'another' })];
    const tools = async (xem: Xem) => (await everyExecution(xem)).map((it) => it.toolName).slice(0, 50);
    expect(await tools(one.xem)).not.toEqual(await tools(other.xem));
  });

  test('gives other ids when it starts at another moment', async () => {
    const later = manualClock(new Date(startAt.getTime() + 1));
    const ids = async (xem: Xem) => (await everyExecution(xem)).map((it) => it.executionId);
    const one = new Set(await ids(begin().xem));
    expect((await ids(begin({ clock: later }).xem)).filter((id) => one.has(id))).toEqual([]);
  });

  test('is the same to the id and the millisecond when it is told where its time begins', async () => {
    const later = manualClock(new Date(startAt.getTime() + minutes(500)));
    const [one, other] = [begin({ epoch: startAt }), begin({ epoch: startAt, clock: later })];
    for (const { simulator } of [one, other]) simulator.advance(minutes(15));
    expect(await everyExecution(one.xem)).toEqual(await everyExecution(other.xem));
  });

  test('goes on where it was saved, as if it had never stopped', async () => {
    const [through, before] = [begin(), begin()];
    through.simulator.advance(minutes(30));
    before.simulator.advance(minutes(3));
    const clock = manualClock(new Date(startAt.getTime() + minutes(30)));
    const restarted = begin({ clock, saved: before.simulator.save() });
    expect(await everyExecution(restarted.xem)).toEqual(await everyExecution(through.xem));
  });

  test('begins anew from a file that cannot be read', async () => {
    const { xem } = begin({ saved: '{"version":1,"wor' });
    expect((await everyExecution(xem)).length).toBeGreaterThan(300);
  });

  test('is quick to take up after weeks away', async () => {
    const before = begin();
    before.simulator.advance(minutes(2));
    const [running] = (await before.xem.listExecutions({ limit: 1 })).items;
    expect(running?.status).toBe('running');
    const clock = manualClock(new Date(startAt.getTime() + 30 * 24 * 60 * minutes(1)));
    const { xem } = begin({ clock, saved: before.simulator.save() });
    const [newest] = (await xem.listExecutions({ limit: 1 })).items;
    expect(clock.now().getTime() - (newest?.startedAt?.getTime() ?? 0)).toBeLessThan(minutes(5));
    expect(await xem.showExecution(running?.executionId ?? '')).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('went down'),
    });
    for (const approval of (await xem.listApprovals({ limit: 100 })).items.filter(
      (it) => it.resolvedAt === null,
    )) {
      expect(approval.expiresAt?.getTime()).toBeGreaterThan(clock.now().getTime());
    }
  });

  test('stays small over days', async () => {
    const { simulator, xem } = begin();
    for (let hour = 0; hour < 72; hour += 1) simulator.advance(minutes(60));
    expect((await everyExecution(xem)).length).toBeLessThanOrEqual(5_001);
    expect(simulator.save().length).toBeLessThan(20_000_000);
  }, 30_000);
});
