import { describe, expect, test } from 'vitest';
import { commandLine } from '@/lib/xem/cli/command-line';
import { environmentFor } from '@/lib/xem/cli/environment';
import type { Call } from '@/lib/xem/exchange';
import { contract } from '@/lib/xem/wire/contract';

const said = (call: Call) => commandLine(contract.cli[call.operation], call).join(' ');

describe('a command line', () => {
  test.each<[string, Call]>([
    ['exec show exe_1', { operation: 'showExecution', params: { execution_id: 'exe_1' } }],
    [
      'exec list --limit 50 --after exe_9',
      { operation: 'listExecutions', query: { limit: 50, after: 'exe_9' } },
    ],
    ['agents agt_1 --events', { operation: 'listAgentEvents', params: { agent_id: 'agt_1' } }],
    [
      'agents pause-exec agt_1 --workspace kubernetes-prod',
      { operation: 'pauseExec', params: { agent_id: 'agt_1' }, body: { workspace: 'kubernetes-prod' } },
    ],
    ['agents pause-exec agt_1', { operation: 'pauseExec', params: { agent_id: 'agt_1' } }],
    [
      'agents curve-rotate agt_1 --reason seen in a log',
      { operation: 'rotateCurveKeys', params: { agent_id: 'agt_1' }, body: { reason: 'seen in a log' } },
    ],
    ['agents agt_1 --delete', { operation: 'deleteAgent', params: { agent_id: 'agt_1' } }],
    ['chats branches list chat_1', { operation: 'listChatBranches', params: { chat_id: 'chat_1' } }],
  ])('%s', (expected, call) => {
    expect(said(call)).toBe(expected);
  });

  test('keeps each argument whole, whatever stands in it', () => {
    const args = commandLine(contract.cli.startInvocation, {
      operation: 'startInvocation',
      body: { workspace_id: 'ws_1', tool_name: 'kubectl_get', arguments: { name: '$(reboot); "x"' } },
    });
    expect(args.slice(-2)).toEqual(['--args', '{"name":"$(reboot); \\"x\\""}']);
  });

  test.each(['--delete', '-h', '', '.', '..', '../keys', 'a/b', 'a\nb', 'a\0b'])(
    'takes %j for no id',
    (agentId) => {
      expect(() => said({ operation: 'showAgent', params: { agent_id: agentId } })).toThrow(/no agent_id/);
    },
  );

  test('binds a text that looks like a flag to its own', () => {
    const args = commandLine(contract.cli.rotateCurveKeys, {
      operation: 'rotateCurveKeys',
      params: { agent_id: 'agt_1' },
      body: { reason: '--dry-run' },
    });
    expect(args.at(-1)).toBe('--reason=--dry-run');
  });
});

test('the command is told nothing of ours but where it finds itself', () => {
  const environment = {
    PATH: '/bin',
    XDG_CONFIG_HOME: '/home/op/.config',
    HTTPS_PROXY: 'http://proxy',
    XEROTIER_FRONTEND_URL: 'https://x',
    XEM_LOG_LEVEL: 'debug',
    DATABASE_URL: 'postgres://secret',
    HOLDFAST_SECRET: 'secret',
    XEM_API_KEY: 'secret',
    XEM_WEBHOOK_SECRET: 'secret',
    NODE_OPTIONS: '--inspect',
  };
  expect(Object.keys(environmentFor(contract, environment))).toEqual([
    'PATH',
    'XDG_CONFIG_HOME',
    'HTTPS_PROXY',
    'XEROTIER_FRONTEND_URL',
    'XEM_LOG_LEVEL',
  ]);
});
