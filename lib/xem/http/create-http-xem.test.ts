import { describe, expect, test } from 'vitest';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import { readAllPages } from '@/lib/xem/read-all-pages';
import { type Contract, contract } from '@/lib/xem/wire/contract';
import { applyOverrides } from '@/lib/xem/wire/overrides';

/** What goes over the wire, seen by a router that is only a function. */

type Sent = { method: string; url: string; headers: Headers; body: unknown };

function connect(answer: (sent: Sent, count: number) => Response, table: Contract = contract) {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    sent.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: text === '' ? null : JSON.parse(text),
    });
    const last = sent.at(-1);
    if (last === undefined) throw new Error('nothing was sent');
    return answer(last, sent.length);
  };
  const keys = { execution: 'key-e', management: 'key-m', inference: 'key-i' };
  const baseUrl = 'https://api.example.com/proj_ABC123/v1/';
  return {
    sent,
    xem: createHttpXem({
      baseUrl,
      keys,
      fetch,
      contract: table,
      userAgent: 'holdfast/test',
      wait: async () => {},
    }),
  };
}

const ok = () => Response.json({});
const webPage = (status: number) =>
  new Response('<h1>Not Found</h1>', { status, headers: { 'Content-Type': 'text/html' } });
const refuse = (status: number) =>
  Response.json({ error: { message: 'no such workspace', type: 'e', param: null } }, { status });

describe('pause', () => {
  test('of the whole agent has no body', async () => {
    const { xem, sent } = connect(ok);
    await xem.pauseExec('agt_1', {});
    expect(sent).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.example.com/proj_ABC123/v1/management/agents/agt_1/pause-exec',
        body: null,
      },
    ]);
  });

  const scope = { workspaceId: 'ws_1', workspaceName: 'billing' };
  const both = { workspace_id: 'ws_1', workspace: 'billing' };
  const turned = { workspace_id: 'billing', workspace: 'ws_1' };
  const said = ({ method, url, body }: Sent) => [method, new URL(url).search, body];
  const search = (it: Record<string, string>) => `?${new URLSearchParams(it)}`;

  test('names the workspace in every place at once', async () => {
    const { xem, sent } = connect(ok);
    await xem.pauseExec('agt_1', scope);
    await xem.pauseExec('agt_1', { workspaceId: 'ws_1' });
    expect(sent.map(said)).toEqual([
      ['POST', search(both), both],
      ['POST', '?workspace_id=ws_1&workspace=ws_1', { workspace_id: 'ws_1', workspace: 'ws_1' }],
    ]);
  });

  test.each([
    ['a code', { message: 'no', code: 'workspace_not_found' }],
    ['a word', { message: 'no such workspace' }],
    ['the name itself', { message: 'billing is not bound' }],
  ])('told by %s that it is not known, turns id and name, and leaves no place out', async (_, error) => {
    const { xem, sent } = connect(() => Response.json({ error }, { status: 400 }));
    await expect(xem.pauseExec('agt_1', scope)).rejects.toMatchObject({ code: 'xem_rejected' });
    expect(sent.map(said)).toEqual([
      ['POST', search(both), both],
      ['POST', search(turned), turned],
    ]);
  });

  test('told by 404 that it is not known, does so by every route', async () => {
    const { xem, sent } = connect((it) =>
      JSON.stringify(it.body) === JSON.stringify(both) ? refuse(404) : ok(),
    );
    await xem.pauseExec('agt_1', scope);
    expect(sent.map(said)).toEqual([
      ['POST', search(both), both],
      ['PUT', search(both), both],
      ['POST', search(turned), turned],
    ]);
  });

  test.each([400, 422])(
    'told by %i that its form is wrong, names it in one place after another',
    async (status) => {
      const error = { message: 'unexpected key', code: 'invalid_body' };
      const { xem, sent } = connect(() => Response.json({ error }, { status }));
      await expect(xem.pauseExec('agt_1', scope)).rejects.toMatchObject({ code: 'xem_rejected' });
      expect(sent.map(said)).toEqual([
        ['POST', search(both), both],
        ['POST', '', both],
        ['POST', '', { workspace_id: 'ws_1' }],
        ['POST', '', { workspace: 'billing' }],
        ['POST', search(both), null],
      ]);
    },
  );

  test('refused by a web page is not sent again', async () => {
    for (const status of [400, 404]) {
      const { xem, sent } = connect(() => webPage(status));
      await expect(xem.pauseExec('agt_1', scope)).rejects.toMatchObject({
        code: 'xem_unexpected_answer',
        details: { mayHaveHappened: true },
      });
      expect(sent).toHaveLength(1);
    }
  });

  test.each([401, 409, 429, 500])('is not sent again after %i', async (status) => {
    const { xem, sent } = connect(() => refuse(status));
    await expect(xem.resumeExec('agt_1', scope)).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });
});

describe('decisions', () => {
  test('carry note, confirmation and reason, though nobody reads them yet', async () => {
    const { xem, sent } = connect(ok);
    await xem.approve('apr_1', { note: 'fine', confirm: 'kubectl_drain' });
    await xem.approve('apr_2', {});
    await xem.reject('apr_3', { reason: 'no' });
    expect(sent.map((it) => it.body)).toEqual([
      { note: 'fine', confirm: 'kubectl_drain' },
      {},
      { reason: 'no' },
    ]);
  });
});

test('each list is paged as the deployment says of it', async () => {
  const table = applyOverrides(contract, { page: { styles: { listAgents: 'offset' } } });
  const { xem } = connect(() => Response.json([{ id: 'one' }, { id: 'two' }]), table);
  expect(await xem.listAgents({ limit: 2 })).toMatchObject({ nextAfter: 'offset:2:two' });
  expect(await xem.listApiKeys({ limit: 2 })).toMatchObject({ nextAfter: 'after:["one","two"]' });
});

test('a list that counts and gives its last rows for every offset behind them is read once, and ends', async () => {
  const all = ['one', 'two', 'three', 'four', 'five'].map((id) => ({ id }));
  const table = applyOverrides(contract, { page: { style: 'offset' } });
  const { xem, sent } = connect(({ url }) => {
    const offset = Number(new URL(url).searchParams.get('offset') ?? 0);
    const begin = Math.min(offset, all.length - 2);
    return Response.json(all.slice(begin, begin + 2));
  }, table);
  const { items, isComplete } = await readAllPages((page) => xem.listAgents(page));
  expect([...new Set(items.map(({ agentId }) => agentId))]).toEqual(all.map(({ id }) => id));
  expect(isComplete).toBe(true);
  expect(sent.length).toBeLessThan(8);
});

test('a list of which the same page comes again, though more is said to follow, is cut off and no end', async () => {
  const { xem } = connect(() =>
    Response.json({ object: 'list', data: [{ id: 'one' }, { id: 'two' }], has_more: true }),
  );
  const read = await readAllPages((page) => xem.listAgents(page));
  expect(read.items.map(({ agentId }) => agentId)).toEqual(['one', 'two']);
  expect(read.isComplete).toBe(false);
});

test('each surface is asked with the key of its scope', async () => {
  const { xem, sent } = connect(() => Response.json([]));
  await xem.listExecutions({});
  await xem.listAgents({});
  await xem.listWorkspaces({});
  expect(sent.map((it) => it.headers.get('Authorization'))).toEqual([
    'Bearer key-e',
    'Bearer key-m',
    'Bearer key-i',
  ]);
  expect(sent[0]?.headers.get('User-Agent')).toBe('holdfast/test');
});

test('an answer without a body is a receipt all the same', async () => {
  const { xem } = connect(() => new Response(null, { status: 204, headers: { 'X-Request-ID': 'req_1' } }));
  expect(await xem.pauseExec('agt_1', {})).toEqual({ requestId: 'req_1', raw: null });
});

test.each([
  ['read whole', { data: [{ agent_id: 'one' }, { agent_id: 'two' }], has_more: false }, true],
  ['with a row that cannot be read', { data: [{ agent_id: 'one' }, {}, 'two'], has_more: false }, false],
  ['cut off', { data: [{ agent_id: 'one' }, { agent_id: 'two' }], has_more: true }, false],
])('bindings %s are said to be so', async (_, body, isComplete) => {
  const { xem } = connect(() => Response.json(body));
  expect(await xem.listWorkspaceBindings('ws_1')).toEqual({ agentIds: ['one', 'two'], isComplete });
});

test('a router without bindings says so by null', async () => {
  for (const status of [404, 405]) {
    const { xem } = connect(() => refuse(status));
    expect(await xem.listWorkspaceBindings('ws_1')).toBeNull();
  }
});

test('a web page in place of bindings does not mean that there are none', async () => {
  for (const status of [404, 405]) {
    const { xem } = connect(() => webPage(status));
    await expect(xem.listWorkspaceBindings('ws_1')).rejects.toMatchObject({ code: 'xem_unexpected_answer' });
  }
});

test('a web page with status 404 does not mean that the execution is gone', async () => {
  await expect(connect(() => webPage(404)).xem.showExecution('exe_1')).rejects.toMatchObject({
    code: 'xem_unexpected_answer',
  });
});

test('a redirect of an API call is not followed', async () => {
  const { xem, sent } = connect(
    () => new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example' } }),
  );
  await expect(xem.listExecutions({})).rejects.toMatchObject({ code: 'xem_unexpected_answer' });
  expect(sent).toHaveLength(1);
});

const strategy = { type: 'exponential', initial_delay_ms: 45_000, max_delay_ms: 60_000, multiplier: 2 };
test.each([
  ['the error', { retry_after: 90, retry_strategy: strategy }, {}, 90_000],
  ['its strategy', { retry_strategy: strategy }, {}, 45_000],
  ['the header', { retry_after: 90 }, { 'Retry-After': '60' }, 60_000],
] as const)('a retry time is read from %s', async (_, said, headers, retryAfterMs) => {
  const error = { message: 'slow down', type: 'rate_limit', param: null, ...said };
  const { xem } = connect(() => Response.json({ error }, { status: 429, headers }));
  await expect(xem.listExecutions({})).rejects.toMatchObject({ details: { retryAfterMs } });
});

test.each([
  ['the code decides', { code: 'scope_insufficient', type: 'anything' }, 'xem_scope_insufficient'],
  ['the type decides where the code is left out', { type: 'authentication_error' }, 'xem_scope_insufficient'],
  [
    'another code is another refusal',
    { code: 'cross_project_access', type: 'authentication_error' },
    'xem_rejected',
  ],
])('on 403 %s', async (_, error, code) => {
  const { xem } = connect(() =>
    Response.json({ error: { message: 'no', param: null, ...error } }, { status: 403 }),
  );
  await expect(xem.listExecutions({})).rejects.toMatchObject({ code });
});

test('the scope that the message names goes before the one that the table assumes', async () => {
  const error = {
    message: "API key lacks the 'execution' scope",
    type: 'authentication_error',
    code: 'scope_insufficient',
  };
  const { xem } = connect(() => Response.json({ error }, { status: 403 }));
  await expect(xem.pauseExec('agt_1', {})).rejects.toMatchObject({
    details: { surface: 'agents', scope: 'execution' },
  });
});

test('a key that the refusal repeats is taken out', async () => {
  const { xem } = connect(() => Response.json({ error: { message: 'bad key key-e' } }, { status: 401 }));
  await expect(xem.listExecutions({})).rejects.toMatchObject({ userMessage: 'XEM refused: bad key [key]' });
});

test('keys and addresses that cannot work are refused without being shown', () => {
  const baseUrl = 'https://api.example.com/p/v1';
  expect(() => createHttpXem({ baseUrl, keys: { execution: 'secret\nvalue' } })).toThrow(/key for execution/);
  expect(() => createHttpXem({ baseUrl: 'https://user:hunter2@x/p/v1', keys: {} })).toThrow(/^(?!.*hunter2)/);
  expect(() => createHttpXem({ baseUrl: 'ftp://x/p/v1', keys: {} })).toThrow(/http/);
});
