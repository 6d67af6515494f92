import { agents, chats, workspaces } from '@/lib/simulator/scenarios/acme-fleet';
import { busyReviewers, everydayTraffic } from '@/lib/simulator/scenarios/everyday-traffic';
import type { FleetAgent, Scenario } from '@/lib/simulator/scenarios/scenario';

/** What every story begins from: the fleet at its ordinary work, with two hours of it behind. */
export const everyday = {
  workspaces,
  agents,
  chats,
  traffic: everydayTraffic,
  decide: busyReviewers,
  pastMs: 120 * 60_000,
} satisfies Partial<Scenario>;

/** The fleet, one of its agents with more in its manifest. */
export function fleetWith(agentId: string, tools: readonly string[]): FleetAgent[] {
  return agents.map((agent) =>
    agent.id === agentId ? { ...agent, tools: [...agent.tools, ...tools] } : agent,
  );
}
