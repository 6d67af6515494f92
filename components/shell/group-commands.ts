import type { Command } from '@/components/shell/shortcut-store';

/** Commands under their headings, what the page itself offers first; 'Everywhere' always ends the list. */
export function groupCommands(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups].sort(([one], [other]) => rank(one) - rank(other));
}

function rank(group: string): number {
  if (group === 'This page') return 0;
  return group === 'Everywhere' ? 2 : 1;
}
