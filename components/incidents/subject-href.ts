/** Where the objects of XEM are shown. */
export const agentHref = (agentId: string): string => `/agents/${encodeURIComponent(agentId)}`;

export const executionsOf = (filter: 'agent' | 'workspace' | 'chat' | 'tool', value: string): string =>
  `/executions?window=90d&${filter}=${encodeURIComponent(value)}`;
