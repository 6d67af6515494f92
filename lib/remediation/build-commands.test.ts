import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { buildCommands } from '@/lib/remediation/build-commands';
import { commandLine } from '@/lib/remediation/command-line';
import type { rungs } from '@/lib/remediation/remediation';

const subjects = {
  incidentRef: 'INC-7',
  agentIds: ['agt_1', 'agt_2'],
  chatIds: ['chat_9'],
  workspaceIds: ['ws_billing'],
};
const linesOf = (rung: (typeof rungs)[number], given = subjects, client = 'xeroctl') =>
  buildCommands(rung, given, client).map(({ command }) => command);

describe('the commands of a rung', () => {
  it('name the chats of the incident', () => {
    expect(linesOf('inspect_branch')).toEqual(['xeroctl chats branches list chat_9']);
  });

  it('give each agent its own line, with the incident as the reason', () => {
    expect(linesOf('rotate_curve_keys')).toEqual([
      'xeroctl agents curve-rotate agt_1 --reason INC-7',
      'xeroctl agents curve-rotate agt_2 --reason INC-7',
    ]);
  });

  it('name the client that the profile does', () => {
    expect(linesOf('rotate_credentials', subjects, 'erectl')[0]).toBe('erectl keys');
  });

  it('offer revoking before removing', () => {
    expect(linesOf('revoke_agent').slice(0, 2)).toEqual([
      'xeroctl agents revoke-credentials agt_1',
      'xeroctl agents agt_1 --delete',
    ]);
  });

  it('probe before they change', () => {
    expect(linesOf('corrective_call')[0]).toBe(
      "xeroctl exec invoke --workspace ws_billing --tool '<read-tool>' --args '{}'",
    );
  });

  it('leave a quoted gap where the incident names nothing', () => {
    const nothing = { incidentRef: 'INC-7', agentIds: [], chatIds: [], workspaceIds: [] };
    expect(linesOf('inspect_branch', nothing)).toEqual(["xeroctl chats branches list '<chat-id>'"]);
  });
});

describe('a command line', () => {
  it.each(["it's", 'two words', '$(reboot)', 'a;b', '`id`', '"quoted"', '*', '-n', '=ls', ''])(
    'is read back by a shell as the word %j',
    (word) => {
      const args = commandLine([{ value: word }], 'xeroctl').slice('xeroctl '.length);
      expect(execFileSync('sh', ['-c', `set -- ${args}; printf %s "$1"`]).toString()).toBe(word);
    },
  );

  it('ties a value that looks like a flag to its own flag', () => {
    expect(
      commandLine(
        [
          { flag: '--workspace', value: '-x' },
          { flag: '--tool', value: 'ls' },
        ],
        'xeroctl',
      ),
    ).toBe("xeroctl --workspace='-x' --tool ls");
  });

  it('leaves no shell a word that begins with an equals sign', () => {
    expect(commandLine(['agents', { value: '=ls' }], 'xeroctl')).toBe("xeroctl agents '=ls'");
  });
});
