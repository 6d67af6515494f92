/** How much there is, where a story alone is too small: for measuring at the size of a real fleet. */
export type LoadShape = {
  /** In all, those of the scenario included. */
  agents: number;
  workspaces: number;
  /** Of the past. Made when they are asked for, by their number and the seed; never kept. */
  executions: number;
  /** How far back the past reaches. */
  days: number;
  /** What the agents beyond those of the scenario do from now on, all together. */
  callsPerSecond: number;
};

export const noLoad: LoadShape = { agents: 0, workspaces: 0, executions: 0, days: 30, callsPerSecond: 0 };

/** Ten agents a workspace where only the agents are counted, as at 2,000 on 200. */
export function workspacesFor({ agents, workspaces }: LoadShape): number {
  return workspaces > 0 ? workspaces : Math.ceil(agents / 10);
}
