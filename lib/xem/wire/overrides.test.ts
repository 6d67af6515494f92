import { describe, expect, test } from 'vitest';
import { contract } from '@/lib/xem/wire/contract';
import { applyOverrides, parseOverrides } from '@/lib/xem/wire/overrides';
import { pagedAs } from '@/lib/xem/wire/page-style';

const changed = (overrides: unknown) => applyOverrides(contract, parseOverrides(overrides));

describe('an override', () => {
  test('of a route replaces it and its alternatives, and nothing else', () => {
    const table = changed({ operations: { cancelInvocation: { method: 'DELETE' } } });
    const { or: _, ...usual } = contract.operations.cancelInvocation;
    expect(table.operations.cancelInvocation).toEqual({ ...usual, method: 'DELETE' });
    expect(table.operations.pauseExec).toEqual(contract.operations.pauseExec);
  });

  test('of null says that the router lacks the operation', () => {
    expect(
      changed({ operations: { listWorkspaceBindings: null } }).operations.listWorkspaceBindings,
    ).toMatchObject({
      isMissing: true,
    });
  });

  test('of a field goes before the names of the table', () => {
    const { tool_name: names } = changed({ fields: { execution: { tool_name: ['tool_ref'] } } }).fields
      .execution;
    expect(names.slice(1, 3)).toEqual(['tool_ref', 'tool_name']);
  });

  test('of one name in a section leaves the others', () => {
    expect(changed({ pauseBody: { form: 'query' } }).pauseBody).toEqual({
      form: 'query',
      workspaceId: 'workspace_id',
      workspaceName: 'workspace',
    });
    expect(changed({ page: { style: 'offset' } }).page).toEqual({ ...contract.page, style: 'offset' });
    expect(changed({ surfaces: { agents: { scope: 'execution' } } }).surfaces.agents.scope).toBe('execution');
  });

  test('says for one list alone how it is paged', () => {
    const table = changed({ page: { styles: { listAgents: 'offset' } } });
    expect(pagedAs(table, 'listAgents').page.style).toBe('offset');
    expect(pagedAs(table, 'listExecutions').page.style).toBe('cursor');
    expect(() => parseOverrides({ page: { styles: { listNothing: 'offset' } } })).toThrow(/page\.styles/);
  });

  test('of a word says what it means, beside the words that are known', () => {
    const { synonyms, statuses } = changed({
      statuses: { invocation: { awaiting_approval: 'pending_approval' }, export: { made: 'completed' } },
      risks: { high: 'destructive' },
      errorCodes: { gone: 'agent_not_found' },
    });
    expect(synonyms).toMatchObject({
      statuses: {
        execution: {},
        invocation: { awaiting_approval: 'pending_approval' },
        export: { made: 'completed' },
      },
      risks: { high: 'destructive' },
      errorCodes: { gone: 'agent_not_found' },
    });
    expect(statuses).toEqual(contract.statuses);
  });

  test('of a number replaces it', () => {
    const table = changed({
      approvalTimeoutSeconds: { destructive: 60 },
      leaseRenewalMs: 5_000,
      leaseMissesUntilOffline: 6,
      webhook: { maxAgeSeconds: 60, events: ['exec.failed'] },
      nextCursor: ['more'],
    });
    expect(table).toMatchObject({
      approvalTimeoutSeconds: { destructive: 60, irreversible: 3_600 },
      leaseRenewalMs: 5_000,
      leaseMissesUntilOffline: 6,
      webhook: { ...contract.webhook, maxAgeSeconds: 60, events: ['exec.failed'] },
      nextCursor: ['more'],
    });
  });

  test('leaves the table itself alone', () => {
    const before = JSON.stringify(contract);
    changed({ fields: { agent: { id: ['uuid'] } }, page: { maxLimit: 50 }, nextCursor: ['more'] });
    expect(JSON.stringify(contract)).toBe(before);
  });

  test('of nothing is the table', () => {
    expect(changed({ about: 'asked on a Sunday' })).toEqual(contract);
  });
});

describe('what cannot be used is named', () => {
  test.each([
    ['an unknown section', { paths: {} }, /paths/],
    ['an unknown operation', { operations: { pausExec: null } }, /operations.*pausExec/],
    ['an unknown method', { operations: { pauseExec: { method: 'GRAB' } } }, /operations\.pauseExec\.method/],
    [
      'a path from nowhere',
      { operations: { listAgents: { path: 'agents' } } },
      /operations\.listAgents\.path/,
    ],
    [
      'a path that would pause everybody',
      { operations: { pauseExec: { path: '/management/agents/pause-exec' } } },
      /operations\.pauseExec\.path: must hold \{agent_id\}/,
    ],
    ['an unknown field', { fields: { execution: { toolName: ['x'] } } }, /fields\.execution.*toolName/],
    ['a field of no record', { fields: { executions: {} } }, /executions/],
    [
      'a word that means nothing',
      { statuses: { approval: { open: 'undecided' } } },
      /statuses\.approval\.open/,
    ],
    ['a limit of nothing', { webhook: { maxAgeSeconds: 0 } }, /webhook\.maxAgeSeconds/],
    ['an unknown scope', { surfaces: { agents: { scope: 'admin' } } }, /surfaces\.agents\.scope/],
    ['no object', [], /the file/],
  ])('%s', (_, overrides, said) => {
    expect(() => parseOverrides(overrides)).toThrow(said);
  });

  test('all of it at once', () => {
    expect(() => parseOverrides({ page: { style: 'x' }, nextCursor: [] })).toThrow(/page\.style.*nextCursor/);
  });
});
