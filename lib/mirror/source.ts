/** The parts of XEM that are mirrored, each with a freshness of its own. */
export const sourceNames = [
  'executions',
  'invocations',
  'approvals',
  'agents',
  'agent_events',
  'workspaces',
  'health',
] as const;
export type SourceName = (typeof sourceNames)[number];

/** As people read them beside their age. */
export const sourceLabels: Record<SourceName, string> = {
  executions: 'Executions',
  invocations: 'Invocations',
  approvals: 'Approvals',
  agents: 'Agents',
  agent_events: 'Agent events',
  workspaces: 'Workspaces',
  health: 'Health',
};
