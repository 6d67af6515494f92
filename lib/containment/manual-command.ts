import type { ScopeRef } from '@/lib/containment/agent-scope';

type Command = {
  verb: 'pause' | 'resume';
  scope: ScopeRef;
  /** The command line takes a name where the API takes an id; the id stands in where no name is known. */
  workspaceName: string | null;
  binary?: string;
};

/** What to type on a host that still reaches XEM when Holdfast doesn't. */
export function manualCommand({ verb, scope, workspaceName, binary = 'xeroctl' }: Command): string {
  const words = [binary, 'agents', `${verb}-exec`, quote(scope.agentId)];
  if (scope.workspaceId !== null) words.push('--workspace', quote(workspaceName ?? scope.workspaceId));
  return words.join(' ');
}

/** A word that any POSIX shell takes as it is. Ids come from outside and could hold anything. */
function quote(word: string): string {
  return /^[\w@%+:,./][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
