import { describe, expect, test } from 'vitest';
import {
  agentEventKind,
  agentKind,
  approvalKind,
  bindingKind,
  branchKind,
  executionKind,
  healthKind,
  invocationKind,
  type Kind,
} from '@/lib/xem/kinds';
import { readCreatedWebhook, readItem, readPage } from '@/lib/xem/read-answer';
import { type Contract, contract } from '@/lib/xem/wire/contract';
import { pageQuery } from '@/lib/xem/wire/paging';

// Away from UTC, or a time without a zone could not be seen to be misread.
process.env.TZ = 'Asia/Kolkata';

/** Every form in which a router may say the same thing (contract 2.6, 2.7, 2.8 and the register). */

function item<Wire, Item>(kind: Kind<Wire, Item>, body: unknown): Item {
  const found = readItem(contract, kind, body);
  if (typeof found === 'string') throw new Error(found);
  return found.item;
}

function page<Wire, Item>(
  kind: Kind<Wire, Item>,
  body: unknown,
  asked: { limit?: number; after?: string } = {},
) {
  const found = readPage(contract, kind, body, asked);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

const rows = [{ execution_id: 'e2' }, { execution_id: 'e1' }];

describe('lists', () => {
  test.each([
    ['object, data, has_more', { object: 'list', data: rows, has_more: true }, 'e1'],
    ['the last page', { object: 'list', data: rows, has_more: false }, null],
    ['a bare array', rows, 'after:["e2","e1"]'],
    ['a collection-named key', { executions: rows, has_more: true }, 'e1'],
    ['items', { items: rows, has_more: false }, null],
    ['a cursor of its own', { data: rows, next_cursor: 'c77' }, 'c77'],
    ['a cursor in camelCase', { data: rows, nextCursor: 'c77' }, 'c77'],
    ['no cursor left', { data: rows, next_cursor: null, has_more: false }, null],
    ['a cursor that is empty', { data: rows, nextCursor: null }, null],
    ['one empty cursor beside another', { data: rows, next: null, next_cursor: 'c77' }, 'c77'],
    ['an envelope inside data', { data: { executions: rows, next_cursor: 'c77' } }, 'c77'],
  ])('%s', (_, body, nextAfter) => {
    const read = page(executionKind, body, { limit: 2 });
    expect(read.items.map((it) => it.executionId)).toEqual(['e2', 'e1']);
    expect(read.nextAfter).toBe(nextAfter);
  });

  describe('of a router that does not say where they end', () => {
    const after = 'after:["e4","e3"]';

    test('a page shorter than asked for is not the last: the router may give fewer at most', () => {
      const { nextAfter } = page(executionKind, rows, { limit: 50, after });
      expect(pageQuery(contract, { limit: 50, after: nextAfter ?? '' })).toEqual({ limit: 50, after: 'e1' });
    });

    test.each([
      ['no row', []],
      ['the page before', [{ execution_id: 'e4' }, { execution_id: 'e3' }]],
      ['the newest rows whatever is asked', [{ execution_id: 'e5' }, { execution_id: 'e4' }]],
    ])('end with %s', (_, body) => {
      expect(page(executionKind, body, { limit: 2, after })).toMatchObject({ items: [], nextAfter: null });
    });

    test('end with the row itself, where it is given again', () => {
      expect(page(executionKind, [{ execution_id: 'e3' }], { limit: 2, after }).nextAfter).toBeNull();
    });

    test('may end with rows that cannot be read', () => {
      const odd = page(executionKind, [{ no: 'id' }], { limit: 50, after });
      expect(odd).toEqual({ items: [], nextAfter: null, isCutOff: false, unreadableCount: 1 });
    });

    test('and that counts, go on after a short page, and end with the same last row twice', () => {
      const short = { data: rows, offset: 4 };
      const { nextAfter } = page(executionKind, short, { limit: 50, after: 'offset:4:e3' });
      expect(nextAfter).toBe('offset:6:e1');
      expect(pageQuery(contract, { limit: 50, after: 'offset:6:e1' })).toEqual({ limit: 50, offset: '6' });
      const again = page(executionKind, { data: rows, offset: 6 }, { limit: 50, after: nextAfter ?? '' });
      expect(again).toMatchObject({ items: [], nextAfter: 'repeated:8:e1' });
      const place = { limit: 50, after: 'repeated:8:e1' };
      expect(pageQuery(contract, place)).toEqual({ limit: 50, offset: '8' });
      expect(page(executionKind, { data: rows, offset: 8 }, place)).toMatchObject({
        items: [],
        nextAfter: null,
      });
      const deeper = { data: [{ execution_id: 'e0' }], offset: 8 };
      expect(page(executionKind, deeper, place)).toMatchObject({
        items: [{ executionId: 'e0' }],
        nextAfter: 'offset:9:e0',
      });
    });

    test('and that counts, go on where new rows have pushed down what was read', () => {
      const pushed = { data: [{ execution_id: 'e3' }, ...rows], offset: 3 };
      expect(page(executionKind, pushed, { limit: 3, after: 'offset:3:e2' })).toMatchObject({
        items: [{ executionId: 'e3' }, { executionId: 'e2' }, { executionId: 'e1' }],
        nextAfter: 'offset:6:e1',
      });
    });
  });

  test('a router that ignores the cursor is not asked for ever', () => {
    expect(
      page(executionKind, { data: rows, has_more: true }, { limit: 2, after: 'e1' }).nextAfter,
    ).toBeNull();
  });

  describe('counted by offset', () => {
    test.each([
      ['the first page says its offset', { data: rows, offset: 0, total: 5 }, undefined, 'offset:2'],
      ['a later one', { data: rows, offset: 2, total: 5 }, 'offset:2', 'offset:4'],
      ['the last one by its total', { data: rows, offset: 3, total: 5 }, 'offset:3', null],
      ['more to come, without a total', { data: rows, offset: 2, has_more: true }, 'offset:2', 'offset:4'],
      ['an end that is said', { data: rows, offset: 2, has_more: false }, 'offset:2', null],
      ['an end that shows in an empty page', { data: [], offset: 4 }, 'offset:4', null],
      ['the same page again for every offset', { data: rows, offset: 0, total: 9 }, 'offset:4', null],
      ['a cursor goes before an offset', { data: rows, offset: 0, next_cursor: 'c77' }, undefined, 'c77'],
    ])('%s', (_, body, after, nextAfter) => {
      const asked = { limit: 2, ...(after === undefined ? {} : { after }) };
      expect(page(executionKind, body, asked).nextAfter).toBe(nextAfter);
    });

    test('by the deployment’s word, where the answer does not say so', () => {
      const counting: Contract = { ...contract, page: { ...contract.page, style: 'offset' } };
      const found = readPage(counting, executionKind, rows, { limit: 2, after: 'offset:2' });
      expect(found).toMatchObject({ nextAfter: 'offset:4:e1' });
      expect(pageQuery(counting, { limit: 2, after: 'offset:4' })).toEqual({ limit: 2, offset: '4' });
      expect(pageQuery(contract, { limit: 2, after: 'exe_1' })).toEqual({ limit: 2, after: 'exe_1' });
    });
  });

  test('an unreadable row hides no other, and is counted', () => {
    const read = page(executionKind, [{ execution_id: 'e1' }, { tool_name: 'nameless' }, 'odd']);
    expect(read.items).toHaveLength(1);
    expect(read.unreadableCount).toBe(2);
  });

  test('what is no list is said to be none', () => {
    expect(readPage(contract, executionKind, { error: null }, {})).toBe('no list');
    expect(readPage(contract, executionKind, 'hello', {})).toBe('no list');
    expect(readPage(contract, executionKind, [{ no: 'id' }], {})).toBe('no readable row');
    expect(page(executionKind, []).items).toEqual([]);
  });
});

describe('records', () => {
  test.each([
    ['id', { id: 'e1' }],
    ['execution_id', { execution_id: 'e1' }],
    ['executionId', { executionId: 'e1' }],
    ['wrapped as data', { data: { id: 'e1' } }],
    ['wrapped under its name', { execution: { id: 'e1' } }],
  ])('an id as %s', (_, body) => {
    expect(item(executionKind, body).executionId).toBe('e1');
  });

  test('a number as id becomes text', () => {
    expect(item(executionKind, { id: 17 }).executionId).toBe('17');
  });

  test.each([
    ['flat', { workspace_id: 'ws_1', agent_id: 'agt_1', tool_name: 'kubectl_get' }],
    [
      'nested',
      { workspace: { id: 'ws_1', name: 'billing' }, agent: { id: 'agt_1' }, tool: { name: 'kubectl_get' } },
    ],
    ['by other names', { workspace: 'ws_1', agent: 'agt_1', tool: 'kubectl_get' }],
    ['in camelCase', { workspaceId: 'ws_1', agentId: 'agt_1', toolName: 'kubectl_get' }],
  ])('what it refers to, %s', (_, fields) => {
    expect(item(executionKind, { id: 'e1', ...fields })).toMatchObject({
      workspaceId: 'ws_1',
      agentId: 'agt_1',
      toolName: 'kubectl_get',
    });
  });

  test('an alias that is null gives way to the next', () => {
    expect(item(executionKind, { id: 'e1', started_at: null, created_at: 1_700_000_000 }).startedAt).toEqual(
      new Date('2023-11-14T22:13:20Z'),
    );
  });

  test.each([
    ['seconds', 1_709_000_100],
    ['seconds as text', '1709000100'],
    ['milliseconds', 1_709_000_100_000],
    ['ISO 8601', '2024-02-27T02:15:00Z'],
    ['ISO 8601 with an offset', '2024-02-27T03:15:00+01:00'],
    ['ISO 8601 without a zone', '2024-02-27T02:15:00'],
    ['a blank between date and time', '2024-02-27 02:15:00'],
    ['microseconds', '2024-02-27T02:15:00.000000Z'],
  ])('a time in %s', (_, started_at) => {
    expect(item(executionKind, { id: 'e1', started_at }).startedAt).toEqual(new Date('2024-02-27T02:15:00Z'));
  });

  test.each(['soon', '', {}, [], true])('a time that is none (%j) is absent, not wrong', (started_at) => {
    expect(item(executionKind, { id: 'e1', started_at }).startedAt).toBeNull();
  });

  test('unknown words stay as they are, unknown fields stay in raw', () => {
    const body = { id: 'e1', status: 'quarantined', risk: 'catastrophic', shiny: { new: true } };
    expect(item(executionKind, body)).toMatchObject({
      status: 'quarantined',
      risk: 'catastrophic',
      raw: body,
    });
  });

  test('a field of an odd kind does not cost the record', () => {
    const body = { id: 'e1', exit_code: 'many', tool_name: ['a'], output: { lines: 2 }, duration_ms: '120' };
    expect(item(executionKind, body)).toMatchObject({
      exitCode: null,
      toolName: null,
      output: '{"lines":2}',
      durationMs: 120,
      status: 'unknown',
    });
  });

  test('a duration that is not given follows from the times', () => {
    const body = { id: 'e1', started_at: 1_709_000_100, completed_at: 1_709_000_102 };
    expect(item(executionKind, body).durationMs).toBe(2_000);
  });

  test('an error may be a sentence or an object', () => {
    expect(item(executionKind, { id: 'e1', error: { message: 'boom' } }).error).toBe('boom');
    expect(item(executionKind, { id: 'e1', error: 'boom' }).error).toBe('boom');
  });
});

test('an invocation of the documented names', () => {
  const body = {
    invocation_id: 'i1',
    tool_name: 't',
    workspace_id: 'ws_1',
    status: 'pending_approval',
    approval_id: 'a1',
  };
  expect(item(invocationKind, body)).toMatchObject({
    invocationId: 'i1',
    status: 'pending_approval',
    approvalId: 'a1',
  });
});

test('an approval without an expiry has none, rather than a guess', () => {
  const body = { id: 'a1', status: 'pending', created: 1_709_000_100, tool: 'kubectl_drain' };
  expect(item(approvalKind, body)).toMatchObject({
    expiresAt: null,
    toolName: 'kubectl_drain',
    escalationStage: null,
  });
  expect(item(approvalKind, body).createdAt).toBeInstanceOf(Date);
});

describe('agents', () => {
  test('one whose router shows no pause cannot be verified', () => {
    expect(item(agentKind, { id: 'agt_1' })).toMatchObject({
      name: 'agt_1',
      isPaused: null,
      pausedWorkspaces: null,
      inFlight: null,
      workspaces: [],
    });
  });

  test('lists of objects give their ids or names', () => {
    const body = {
      id: 'agt_1',
      registration_name: 'xem-jumphost-01',
      manifest: {
        version: 7,
        workspaces: [{ id: 'ws_1', name: 'billing' }],
        tools: [{ name: 'kubectl_get' }],
      },
      exec_paused: false,
      paused_workspaces: ['kubernetes-prod'],
      in_flight: [{ invocation_id: 'i1', id: 'other' }],
    };
    expect(item(agentKind, body)).toMatchObject({
      name: 'xem-jumphost-01',
      manifestVersion: 7,
      workspaces: ['ws_1'],
      tools: ['kubectl_get'],
      isPaused: false,
      pausedWorkspaces: ['kubernetes-prod'],
      inFlight: ['i1'],
    });
  });

  const names = {
    workspaces: ['ws_1'],
    pausedWorkspaces: ['ws_1'],
    tools: ['kubectl_get'],
    inFlight: ['i1'],
  };
  const agent = (workspace: unknown, tool: unknown, invocation: unknown) => ({
    id: 'agt_1',
    workspaces: [workspace],
    paused_workspaces: [workspace],
    tools: [tool],
    in_flight: [invocation],
  });

  test.each([
    ['plain', agent('ws_1', 'kubectl_get', 'i1')],
    ['by id or name', agent({ id: 'ws_1', name: 'billing' }, { name: 'kubectl_get', id: 7 }, { id: 'i1' })],
    [
      'by their own name',
      agent({ workspace_id: 'ws_1' }, { tool_name: 'kubectl_get' }, { invocation_id: 'i1' }),
    ],
    ['in camelCase', agent({ workspaceId: 'ws_1' }, { toolName: 'kubectl_get' }, { invocationId: 'i1' })],
    [
      'nested',
      agent({ workspace: { id: 'ws_1' } }, { tool: { name: 'kubectl_get' } }, { invocation: { id: 'i1' } }),
    ],
    [
      'beside an id of another thing',
      agent(
        { id: 'bnd_1', workspace_id: 'ws_1' },
        { id: 'tb_1', tool: 'kubectl_get' },
        { id: 'run_1', invocation: { id: 'i1' } },
      ),
    ],
  ])('the entries of its lists, %s', (_, body) => {
    expect(item(agentKind, body)).toMatchObject(names);
  });

  test.each([[{}], [null], [''], [{ workspace: {} }], [['ws_2']]])(
    'a list with an entry that nobody can read (%j) is not known, rather than shorter',
    (odd) => {
      const body = { id: 'agt_1', paused_workspaces: ['ws_1', odd], in_flight: [odd] };
      expect(item(agentKind, body)).toMatchObject({ pausedWorkspaces: null, inFlight: null });
      const manifest = { workspaces: ['ws_1', odd], tools: [odd, 'kubectl_get'] };
      expect(item(agentKind, { id: 'agt_1', ...manifest })).toMatchObject({
        workspaces: ['ws_1'],
        tools: ['kubectl_get'],
      });
    },
  );

  test('an event without an id gets the same one each time it is read', () => {
    const body = { event: 'offline', timestamp: 1_709_000_100 };
    const [one, other] = [item(agentEventKind('agt_1'), body), item(agentEventKind('agt_1'), body)];
    expect(one.eventId).toBe(other.eventId);
    expect(one).toMatchObject({ agentId: 'agt_1', type: 'offline' });
  });
});

test('bindings are records or bare ids', () => {
  expect(page(bindingKind, { bindings: [{ agent_id: 'agt_1' }, { agent: { id: 'agt_2' } }] }).items).toEqual([
    'agt_1',
    'agt_2',
  ]);
  expect(page(bindingKind, { agent_ids: ['agt_1', 'agt_2'] }).items).toEqual(['agt_1', 'agt_2']);
});

test('a branch that the router made by itself', () => {
  const body = {
    id: 'branch_1',
    display_name: 'before',
    parent_branch: 'branch_0',
    fork_message_seq: 41,
    auto_fork: true,
  };
  expect(item(branchKind, body)).toMatchObject({
    name: 'before',
    parentBranchId: 'branch_0',
    forkedAtSequence: 41,
    isAutoFork: true,
  });
});

test('services are a list or an object keyed by name', () => {
  const expected = [
    { name: 'router', status: 'operational', detail: null },
    { name: 'dispatch', status: 'degraded', detail: 'slow' },
  ];
  const list = [
    { name: 'router', status: 'operational' },
    { name: 'dispatch', status: 'degraded', message: 'slow' },
  ];
  const byName = { router: 'operational', dispatch: { status: 'degraded', detail: 'slow' } };
  expect(item(healthKind, { status: 'degraded', services: list }).services).toEqual(expected);
  expect(item(healthKind, { overall: 'degraded', services: byName })).toMatchObject({
    status: 'degraded',
    services: expected,
  });
});

test.each([
  ['in it', { id: 'w1', secret: 's3cret' }],
  ['beside it', { webhook: { id: 'w1' }, secret: 's3cret' }],
  ['by another name', { data: { id: 'w1', signing_secret: 's3cret' } }],
])('the secret of a new subscription stands %s, and never in raw', (_, body) => {
  const found = readCreatedWebhook(contract, body);
  if (typeof found === 'string') throw new Error(found);
  expect(found.item.secret).toBe('s3cret');
  expect(JSON.stringify(found.item.webhook)).not.toContain('s3cret');
});
