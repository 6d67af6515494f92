/** By name, the busiest first, or the longest silent first. */
export const agentSorts = ['name', 'load', 'silence'] as const;
export type AgentSort = (typeof agentSorts)[number];

export const agentSortNames: Record<AgentSort, string> = {
  name: 'By name',
  load: 'Busiest first',
  silence: 'Longest silent first',
};

export type AgentFilter = {
  status?: string[] | undefined;
  workspaceId?: string[] | undefined;
  text?: string | undefined;
  held?: boolean;
  pausedOutside?: boolean;
  offline?: boolean;
  sort?: AgentSort;
};
