import type { ScopeRef } from '@/lib/containment/agent-scope';
import { commandLine } from '@/lib/remediation/command-line';

type Command = {
  verb: 'pause' | 'resume';
  scope: ScopeRef;
  /** The command line takes a name where the API takes an id; the id stands in where no name is known. */
  workspaceName: string | null;
  /** The vendor's client, by the name that its profile gives. */
  binary: string;
};

/** What to type on a host that still reaches XEM when Holdfast doesn't. */
export function manualCommand({ verb, scope, workspaceName, binary }: Command): string {
  const { agentId, workspaceId } = scope;
  const place =
    workspaceId === null ? [] : [{ flag: '--workspace' as const, value: workspaceName ?? workspaceId }];
  return commandLine(['agents', `${verb}-exec`, { value: agentId }, ...place], binary);
}
