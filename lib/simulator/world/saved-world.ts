import { failInFlight } from '@/lib/simulator/world/runs';
import type { World } from '@/lib/simulator/world/world';

/**
 * The world as text and back. A router remembers its executions when it is restarted; a simulator that
 * didn't would leave a console with records whose raw output nobody can fetch any more.
 */
const version = 1;

const maps = [
  'workspaces',
  'agents',
  'chats',
  'invocations',
  'executions',
  'approvals',
  'exports',
  'webhooks',
] as const;

type Saved = {
  version: number;
  scenario: string;
  /** The maps as lists of their entries, all else as it is. */
  world: Omit<World, (typeof maps)[number]> & Record<(typeof maps)[number], [string, never][]>;
};

export function saveWorld(world: World, scenario: string): string {
  const plain = { ...world, ...Object.fromEntries(maps.map((name) => [name, [...world[name]]])) };
  return JSON.stringify({ version, scenario, world: plain });
}

/** Null for what another version or another scenario has written, or what was cut short. */
export function restoreWorld(text: string, scenario: string): World | null {
  try {
    const saved: Saved = JSON.parse(text);
    if (saved.version !== version || saved.scenario !== scenario) return null;
    return {
      ...saved.world,
      workspaces: new Map(saved.world.workspaces),
      agents: new Map(saved.world.agents),
      chats: new Map(saved.world.chats),
      invocations: new Map(saved.world.invocations),
      executions: new Map(saved.world.executions),
      approvals: new Map(saved.world.approvals),
      exports: new Map(saved.world.exports),
      // Absent from what was saved before there were any.
      webhooks: new Map(saved.world.webhooks ?? []),
      revokedKeyIds: saved.world.revokedKeyIds ?? [],
    };
  } catch {
    return null;
  }
}

/** Longest absence that is lived through as if the router had been up. */
const longestAbsenceMs = 2 * 3_600_000;

/** After a longer one the router counts as having been down: what ran was lost, what waited still waits. */
export function skipAbsence(world: World, now: number): void {
  const skipMs = now - world.now - longestAbsenceMs;
  if (skipMs <= 0) return;
  for (const agent of world.agents.values()) failInFlight(world, agent, 'transport: the router went down');
  for (const approval of world.approvals.values()) {
    if (approval.resolvedAt === null) approval.expiresAt += skipMs;
  }
  for (const planned of world.agenda) planned.at += skipMs;
  world.now += skipMs;
}
