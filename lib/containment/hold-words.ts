import type { HoldRung } from '@/lib/containment/hold';
import type { HoldPreview } from '@/lib/containment/hold-preview';

export const rungNames: Record<HoldRung, string> = {
  agent_in_workspace: 'This agent, here',
  agent: 'This agent',
  workspace: 'This workspace',
  all: 'Everything',
};

export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

type Named = Pick<HoldPreview, 'rung' | 'agentName' | 'workspaceName'>;

/** What a stop would hold, in the words of its button: 'Hold 3 agents on billing'. */
export function holdLabel({ rung, agentName, workspaceName }: Named, agentCount: number): string {
  const wording: Record<HoldRung, string> = {
    agent_in_workspace: `Hold ${agentName} on ${workspaceName}`,
    agent: `Hold ${agentName}`,
    workspace: `Hold ${countOf(agentCount, 'agent')} on ${workspaceName}`,
    all: `Hold all ${countOf(agentCount, 'agent')}`,
  };
  return wording[rung];
}

/** What a hold means, for a heading: '3 agents on billing'. */
export function holdText({ rung, agentName, workspaceName }: Named, agentCount: number): string {
  const wording: Record<HoldRung, string> = {
    agent_in_workspace: `${agentName} on ${workspaceName}`,
    agent: `${agentName}, everywhere`,
    workspace: `${workspaceName}: ${countOf(agentCount, 'agent')}`,
    all: `Every agent: ${agentCount}`,
  };
  return wording[rung];
}

/** Where a scope lies: the workspace, or all of the agent's work. */
export function placeText(scope: { workspaceId: string | null; workspaceName: string | null }): string {
  return scope.workspaceName ?? scope.workspaceId ?? 'everywhere';
}
