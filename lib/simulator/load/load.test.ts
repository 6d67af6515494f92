import { describe, expect, test } from 'vitest';
import { manualClock } from '@/lib/clock';
import type { LoadShape } from '@/lib/simulator/load/load-shape';
import type { SimulatorOptions } from '@/lib/simulator/simulator';
import { everyRow, tellStory } from '@/lib/testing/tell-story';

const startAt = new Date('2026-03-02T09:00:00Z');
const large: Partial<LoadShape> = { agents: 2_000, workspaces: 200, executions: 1_000_000 };
const small: Partial<LoadShape> = { agents: 30, workspaces: 6, executions: 500, days: 2 };

function begin(load: Partial<LoadShape>, options: SimulatorOptions = {}) {
  return tellStory({ scenario: 'quiet', clock: manualClock(startAt), load, ...options });
}

describe('a past of 500 executions', () => {
  test('is listed newest first, whole, once', async () => {
    const { xem } = begin(small);
    const all = await everyRow((page) => xem.listExecutions(page));
    expect(new Set(all.map((it) => it.executionId)).size).toBe(500);
    const starts = all.map((it) => it.startedAt?.getTime() ?? 0);
    expect(starts).toEqual(starts.toSorted((one, other) => other - one));
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(startAt.getTime() - 2 * 86_400_000);
    expect(all.every((it) => (it.completedAt?.getTime() ?? Infinity) <= startAt.getTime())).toBe(true);
  });

  test.each(['object', 'array', 'named', 'cursor', 'offset'] as const)(
    'is the same in lists of the form %s',
    async (lists) => {
      const usual = await everyRow((page) => begin(small).xem.listExecutions(page));
      const other = begin(small, { variants: { lists } }).xem;
      expect((await everyRow((page) => other.listExecutions(page))).map((it) => it.executionId)).toEqual(
        usual.map((it) => it.executionId),
      );
    },
  );

  test('has its calls and its approvals in proportion, all of them settled', async () => {
    const { xem } = begin(small);
    const invocations = await everyRow((page) => xem.listInvocations(page));
    const approvals = await everyRow((page) => xem.listApprovals(page));
    expect(invocations).toHaveLength(510);
    expect(approvals).toHaveLength(20);
    expect(new Set(approvals.map((it) => it.status))).toEqual(new Set(['approved', 'rejected', 'timed_out']));
    const [approval] = approvals.filter((it) => it.status === 'approved');
    const invocation = await xem.showInvocation(approval?.invocationId ?? '');
    expect(invocation).toMatchObject({
      approvalId: approval?.approvalId,
      status: expect.stringMatching(/^(comp|fail|time)/),
    });
    expect(await xem.showExecution(invocation.executionId ?? '')).toMatchObject({
      approvalId: approval?.approvalId,
      toolName: approval?.toolName,
    });
  });

  test('is the same again for the same seed, and another for another', async () => {
    const executions = (options: SimulatorOptions) =>
      begin(small, options).xem.listExecutions({ limit: 100 });
    expect(await executions({})).toEqual(await executions({}));
    expect(await executions({ seed: 'another' })).not.toEqual(await executions({}));
  });

  test('stays behind what happens now, also after a restart', async () => {
    const { simulator, xem } = begin({ ...small, callsPerSecond: 5 });
    simulator.advance(60_000);
    const all = await everyRow((page) => xem.listExecutions(page));
    expect(all.length).toBeGreaterThan(600);
    const restarted = begin(
      { ...small, callsPerSecond: 5 },
      { saved: simulator.save(), clock: manualClock(new Date(startAt.getTime() + 60_000)) },
    );
    expect(
      (await everyRow((page) => restarted.xem.listExecutions(page))).map((it) => it.executionId),
    ).toEqual(all.map((it) => it.executionId));
  });

  test('cannot be changed any more', async () => {
    const { xem } = begin(small);
    const [invocation] = (await xem.listInvocations({ limit: 1 })).items;
    await expect(xem.cancelInvocation(invocation?.invocationId ?? '')).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('2,000 agents and 1,000,000 executions', () => {
  test('are all listed, and the oldest is found by its id and by its place', async () => {
    const { xem } = begin(large, { variants: { lists: 'offset' } });
    const oldest = await xem.listExecutions({ limit: 1, after: 'offset:999999' });
    expect(oldest.items).toHaveLength(1);
    const [execution] = oldest.items;
    expect(await xem.showExecution(execution?.executionId ?? '')).toEqual(execution);
    const agents = await everyRow((page) => xem.listAgents(page));
    expect(new Set(agents.map((it) => it.agentId)).size).toBe(2_000);
    expect(new Set(agents.flatMap((it) => it.workspaces)).size).toBe(200);
  });

  test('can be exported in part, without the rest being made', async () => {
    const { xem } = begin(large);
    const until = new Date(startAt.getTime() - 5 * 86_400_000);
    const job = await xem.createExport({ since: new Date(until.getTime() - 600_000), until });
    const { body } = await xem.downloadExport(job.exportId);
    const lines = (await new Response(body).text()).trimEnd().split('\n');
    const starts = lines.map((line) => Date.parse(JSON.parse(line).started_at));
    expect(starts.length).toBeGreaterThan(200);
    expect(starts.length).toBeLessThan(260);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
  });

  test('of which none exists has no record', async () => {
    const { xem } = begin(large);
    await expect(xem.showExecution('exe_00000000000000000000')).rejects.toMatchObject({ code: 'not_found' });
  });
});
