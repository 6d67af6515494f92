import { Ledger } from '@/lib/simulator/world/ledger';
import { type Rules, usualRules } from '@/lib/simulator/world/rules';
import { failInFlight } from '@/lib/simulator/world/runs';
import type {
  Agent,
  Approval,
  Chat,
  Execution,
  ExportJob,
  Invocation,
  Past,
  Webhook,
  Workspace,
  World,
} from '@/lib/simulator/world/world';

/**
 * The world as text and back. A router remembers its executions when it is restarted; a simulator that
 * didn't would leave a console with records whose raw output nobody can fetch any more.
 */
const version = 4;

/** Maps and ledgers as lists of what is in them. */
type Lists = {
  workspaces: Workspace[];
  agents: Agent[];
  chats: Chat[];
  webhooks: Webhook[];
  invocations: Invocation[];
  executions: Execution[];
  approvals: Approval[];
  exports: ExportJob[];
};

/** Who listens, and when keys were used, are not: mere reading is to change nothing that is kept. */
type SavedWorld = Omit<World, keyof Lists | 'listeners' | 'keysUsedAt'> & Lists;

export function saveWorld(world: World, scenario: string): string {
  const { listeners: _, keysUsedAt: __, ...rest } = world;
  const lists = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      value instanceof Map || value instanceof Ledger ? [...value.values()] : value,
    ]),
  );
  return JSON.stringify({ version, scenario, world: lists });
}

/** Null for what another version or another scenario has written, or what was cut short. */
export function restoreWorld(
  text: string,
  scenario: string,
  pastBefore: (endsAt: number) => Past,
  rules: Rules = usualRules,
): World | null {
  try {
    const saved: { version: number; scenario: string; world: SavedWorld } = JSON.parse(text);
    if (saved.version !== version || saved.scenario !== scenario) return null;
    const { world } = saved;
    const past = pastBefore(world.pastEndsAt);
    return {
      ...world,
      // Those of the router that takes it up.
      rules,
      workspaces: byId(world.workspaces),
      agents: byId(world.agents),
      chats: byId(world.chats),
      webhooks: byId(world.webhooks),
      invocations: new Ledger(world.invocations, past.invocations),
      executions: new Ledger(world.executions, past.executions),
      approvals: new Ledger(world.approvals, past.approvals),
      exports: new Ledger(world.exports),
      keysUsedAt: {},
      listeners: new Set(),
    };
  } catch {
    return null;
  }
}

function byId<Item extends { id: string }>(items: Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
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
