/** Names of XEM's things by their ids; null for an id that is null or not mirrored. */
export type Names = {
  agent(agentId: string | null): string | null;
  workspace(workspaceId: string | null): string | null;
};

export function namesFrom(known: { agents: Map<string, string>; workspaces: Map<string, string> }): Names {
  return {
    agent: (agentId) => (agentId === null ? null : (known.agents.get(agentId) ?? null)),
    workspace: (workspaceId) => (workspaceId === null ? null : (known.workspaces.get(workspaceId) ?? null)),
  };
}
