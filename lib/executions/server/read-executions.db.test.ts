import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import type { ExecutionFilter } from '@/lib/executions/execution-filter';
import { readExecution } from '@/lib/executions/server/read-execution';
import { readExecutionFacets } from '@/lib/executions/server/read-execution-facets';
import { readExecutions } from '@/lib/executions/server/read-executions';
import { readLooksWrong } from '@/lib/executions/server/read-looks-wrong';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const start = new Date('2026-11-22T10:00:00.000Z');
const clock = manualClock(start);
const context = testContext(db, { clock, role: 'viewer' });
const minutesAgo = (count: number) => new Date(start.getTime() - count * 60_000);

beforeEach(async () => {
  await db.incidentSubject.deleteMany();
  await db.execution.deleteMany();
  await db.approval.deleteMany();
});

async function idsOf(filter: ExecutionFilter): Promise<string[]> {
  const { data } = await readExecutions(context, { ...filter, limit: 50 });
  return data.map(({ executionId }) => executionId);
}

describe('finding executions', () => {
  beforeEach(async () => {
    await arrangeExecution(context, {
      executionId: 'exe_old',
      startedAt: minutesAgo(90),
      status: 'failed',
      chatId: 'chat_1',
      error: '100% refused by the host',
      requestedBy: 'ada',
    });
    await arrangeExecution(context, {
      executionId: 'exe_delete',
      startedAt: minutesAgo(20),
      toolName: 'openstack_server_delete',
      risk: 'irreversible',
      agentId: 'agt_2',
      invocationId: 'inv_9',
      arguments: { node: 'node-a-12' },
    });
    await arrangeExecution(context, {
      executionId: 'exe_new',
      startedAt: minutesAgo(1),
      workspaceId: 'ws_2',
      status: 'ambiguous',
      requestedBy: 'bob',
    });
  });

  it.each<[string, ExecutionFilter, string[]]>([
    ['everything, newest first', {}, ['exe_new', 'exe_delete', 'exe_old']],
    ['a window', { since: minutesAgo(30).toISOString(), until: minutesAgo(5).toISOString() }, ['exe_delete']],
    ['one of several statuses', { status: ['failed', 'ambiguous'] }, ['exe_new', 'exe_old']],
    ['a tool', { tool: ['openstack_server_delete'] }, ['exe_delete']],
    ['a risk', { risk: ['irreversible', 'destructive'] }, ['exe_delete']],
    ['an agent', { agentId: ['agt_2'] }, ['exe_delete']],
    ['a workspace', { workspaceId: ['ws_2'] }, ['exe_new']],
    ['a chat', { chatId: 'chat_1' }, ['exe_old']],
    ['a copied id', { text: 'exe_new' }, ['exe_new']],
    ['the id of its invocation', { text: 'inv_9' }, ['exe_delete']],
    ['part of a tool in any case', { text: 'Server_DEL' }, ['exe_delete']],
    ['part of an id', { text: '_ol' }, ['exe_old']],
    [
      'the beginning of an id in its window only',
      { text: 'exe_', tool: ['kubectl_get'] },
      ['exe_new', 'exe_old'],
    ],
    ['an id whose middle is left out', { text: 'exe_…ete' }, ['exe_delete']],
    ['what stands in the arguments', { text: 'Node-A' }, ['exe_delete']],
    ['what stands in the error', { text: 'refused by' }, ['exe_old']],
    ['who asked', { requestedBy: ['ada', 'bob'] }, ['exe_new', 'exe_old']],
    ['a tool and a text that exclude each other', { tool: ['kubectl_get'], text: 'server_delete' }, []],
    ['a text that is only a wildcard elsewhere', { text: '_x_' }, []],
  ])('by %s', async (_case, filter, ids) => {
    expect(await idsOf(filter)).toEqual(ids);
  });

  it('offers as filters what has occurred, unknown words included', async () => {
    await arrangeExecution(context, {
      executionId: 'exe_ancient',
      startedAt: new Date('2026-01-01'),
      status: 'gone',
    });
    const facets = await readExecutionFacets(context);
    expect(facets.statuses.toSorted()).toEqual(['ambiguous', 'completed', 'failed']);
    expect(facets.tools.toSorted()).toEqual(['kubectl_get', 'openstack_server_delete']);
  });
});

describe('paging', () => {
  it('shows each row once, also of one instant and while rows arrive', async () => {
    for (let count = 0; count < 7; count += 1) {
      await arrangeExecution(context, {
        executionId: `exe_${count}`,
        startedAt: minutesAgo(count < 4 ? 5 : 6),
      });
    }
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await readExecutions(context, { limit: 3, ...(cursor && { cursor }) });
      seen.push(...page.data.map(({ executionId }) => executionId));
      cursor = page.nextCursor;
      await arrangeExecution(context, { startedAt: minutesAgo(0) });
    } while (cursor);
    expect(seen).toEqual(['exe_3', 'exe_2', 'exe_1', 'exe_0', 'exe_6', 'exe_5', 'exe_4']);
  });

  it('refuses a cursor that it did not give', async () => {
    await expect(readExecutions(context, { limit: 3, cursor: 'next' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

const approvalOf = (overrides: { status: string; resolvedAt?: Date }) => ({
  approvalId: 'apr_1',
  invocationId: 'inv_1',
  raw: {},
  firstSeenAt: start,
  observedAt: start,
  ...overrides,
});

describe('one execution', () => {
  it('names its approval by the invocation, its incidents and where to look further', async () => {
    const execution = await arrangeExecution(context, { risk: 'destructive', invocationId: 'inv_1' });
    const { executionId } = execution;
    await db.approval.create({ data: approvalOf({ status: 'approved', resolvedAt: minutesAgo(0) }) });
    const incident = await arrangeIncident(context);
    await db.incidentSubject.create({
      data: {
        incidentId: incident.id,
        kind: 'execution',
        subjectId: executionId,
        attachedById: 'x',
        attachedByName: 'X',
        attachedAt: start,
      },
    });
    expect(await readExecution(context, { executionId })).toMatchObject({
      approvalId: 'apr_1',
      verdict: 'approved',
      suspicions: ['approved_late'],
      approval: { approvalId: 'apr_1', isOpen: false },
      incidents: [{ incidentRef: `INC-${incident.number}` }],
      journalctl: expect.stringContaining(`--grep ${executionId}`),
    });
  });

  it.each([
    ['no incident', [], null],
    ['a closed one', ['closed'], null],
    ['an open and then a closed one', ['triage', 'closed'], 0],
    ['a closed and then two open ones', ['closed', 'triage', 'contain'], 2],
  ] as const)('is stopped for the newest open incident that has it: %s', async (_what, phases, expected) => {
    const { executionId } = await arrangeExecution(context);
    const refs: string[] = [];
    for (const phase of phases) {
      const { id: incidentId, number } = await arrangeIncident(context, { phase });
      refs.push(`INC-${number}`);
      const by = { attachedById: 'x', attachedByName: 'X', attachedAt: start };
      await db.incidentSubject.create({
        data: { incidentId, kind: 'execution', subjectId: executionId, ...by },
      });
    }
    expect(await readExecution(context, { executionId })).toMatchObject({
      incidentRefs: refs,
      openIncidentRef: expected === null ? null : refs[expected],
    });
  });

  it('is not found under an id that was never seen', async () => {
    await expect(readExecution(context, { executionId: 'exe_none' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('what looks wrong in the last hour', () => {
  it('names each reason, newest first', async () => {
    await arrangeExecution(context, { executionId: 'exe_fine' });
    await arrangeExecution(context, {
      executionId: 'exe_unasked',
      risk: 'destructive',
      startedAt: minutesAgo(3),
    });
    await arrangeExecution(context, {
      executionId: 'exe_stuck',
      status: 'running',
      startedAt: minutesAgo(180),
    });
    for (const minute of [10, 11, 12]) {
      await arrangeExecution(context, {
        executionId: `exe_fail_${minute}`,
        status: 'failed',
        startedAt: minutesAgo(minute),
      });
    }
    await arrangeExecution(context, { status: 'failed', toolName: 'alone', startedAt: minutesAgo(9) });
    const { suspects, buckets } = await readLooksWrong(context);
    expect(suspects.map(({ executionId, suspicions }) => [executionId, ...suspicions])).toEqual([
      ['exe_unasked', 'without_approval'],
      ['exe_fail_10', 'failed_in_burst'],
      ['exe_fail_11', 'failed_in_burst'],
      ['exe_fail_12', 'failed_in_burst'],
      ['exe_stuck', 'past_timeout'],
    ]);
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
    expect(buckets).toHaveLength(30);
    expect(sum(buckets.map(({ totalCount }) => totalCount))).toBe(6);
    expect(sum(buckets.map(({ wrongCount }) => wrongCount))).toBe(4);
  });

  it('leaves out what an incident explains already', async () => {
    const { executionId } = await arrangeExecution(context, { risk: 'destructive' });
    const incident = await arrangeIncident(context);
    await db.incidentSubject.create({
      data: {
        incidentId: incident.id,
        kind: 'execution',
        subjectId: executionId,
        attachedById: 'x',
        attachedByName: 'X',
        attachedAt: start,
      },
    });
    expect((await readLooksWrong(context)).suspects).toEqual([]);
  });
});
