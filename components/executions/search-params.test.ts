import { expect, it } from 'vitest';
import { type ExecutionSearch, filterOf } from '@/components/executions/search-params';

const empty: ExecutionSearch = {
  window: '24h',
  since: null,
  until: null,
  status: [],
  tool: [],
  risk: [],
  agent: [],
  workspace: [],
  actor: [],
  wrong: [],
  chat: null,
  q: '',
};

it.each<[string, Partial<ExecutionSearch>, object]>([
  ['the last day by default', {}, { lastSeconds: 86_400 }],
  ['the last hour', { window: '1h' }, { lastSeconds: 3_600 }],
  [
    'a window of one’s own, which goes before the other',
    { since: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z', window: '1h' },
    { since: '2026-11-01T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z' },
  ],
  ['the default where what was typed is no time', { since: 'yesterday' }, { lastSeconds: 86_400 }],
  [
    'agents and workspaces by their names in the API',
    { agent: ['agt_1'], workspace: ['ws_1', 'ws_2'], q: '  drain ' },
    {
      lastSeconds: 86_400,
      agentId: ['agt_1'],
      workspaceId: ['ws_1', 'ws_2'],
      text: 'drain',
    },
  ],
  [
    'who asked and what is wrong, leaving out words it does not know',
    { actor: ['ada'], wrong: ['past_timeout', 'odd_word'] },
    { lastSeconds: 86_400, requestedBy: ['ada'], suspicion: ['past_timeout'] },
  ],
])('asks for %s', (_case, search, filter) => {
  expect(filterOf({ ...empty, ...search })).toEqual(filter);
});
