import { type CommandPart, commandLine } from '@/lib/remediation/command-line';
import type { Rung } from '@/lib/remediation/remediation';

/** The objects of one incident that a command can be about. */
export type CommandSubjects = {
  incidentRef: string;
  agentIds: string[];
  chatIds: string[];
  workspaceIds: string[];
};

export type RungCommand = { label: string; command: string };

/** The exact lines of a rung for this incident, by the vendor's client. What only a person can know stands as `<…>`, quoted, to be filled in. */
export function buildCommands(rung: Rung, subjects: CommandSubjects, client: string): RungCommand[] {
  const line = (...parts: CommandPart[]) => commandLine(parts, client);
  const invoke = (workspaceId: string, tool: string) =>
    line(
      'exec',
      'invoke',
      { flag: '--workspace', value: workspaceId },
      { flag: '--tool', value: tool },
      { flag: '--args', value: '{}' },
    );
  const agents = orPlaceholder(subjects.agentIds, '<agent-id>');
  const chats = orPlaceholder(subjects.chatIds, '<chat-id>');
  const workspaces = orPlaceholder(subjects.workspaceIds, '<workspace-id>');
  switch (rung) {
    case 'inspect_branch':
      return chats.map((chatId) => ({
        label: `Branches of ${chatId}`,
        command: line('chats', 'branches', 'list', { value: chatId }),
      }));
    case 'corrective_call':
      return workspaces.flatMap((workspaceId) => [
        { label: `Probe ${workspaceId}, reading only`, command: invoke(workspaceId, '<read-tool>') },
        { label: `Reverse the change in ${workspaceId}`, command: invoke(workspaceId, '<tool>') },
      ]);
    case 'rotate_credentials':
      return [
        { label: 'List the keys and their last use', command: line('keys') },
        {
          label: 'Revoke a key, at once and for good',
          command: line('keys', { value: '<key-id>' }, '--delete'),
        },
      ];
    case 'rotate_curve_keys':
      return agents.map((agentId) => ({
        label: `New keys for ${agentId}`,
        command: line(
          'agents',
          'curve-rotate',
          { value: agentId },
          { flag: '--reason', value: subjects.incidentRef },
        ),
      }));
    case 'revoke_agent':
      return agents.flatMap((agentId) => [
        {
          label: `Revoke ${agentId}, keeping its record`,
          command: line('agents', 'revoke-credentials', { value: agentId }),
        },
        {
          label: `Remove ${agentId} for good`,
          command: line('agents', { value: agentId }, '--delete'),
        },
      ]);
    case 'other':
      return [];
  }
}

const orPlaceholder = (ids: string[], placeholder: string) => (ids.length > 0 ? ids : [placeholder]);
