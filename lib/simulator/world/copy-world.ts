import { Ledger, type Shelf } from '@/lib/simulator/world/ledger';
import type { World } from '@/lib/simulator/world/world';

/**
 * A world in which anything may be done without any effect on the first one, and of which nobody is told.
 * Records are copied when they are looked at, so that it costs little however many there are.
 */
export function copyWorld(world: World): World {
  return {
    ...world,
    chance: { ...world.chance },
    naming: { ...world.naming },
    agenda: [...world.agenda],
    agents: copies(world.agents, (agent) => ({
      ...agent,
      pausedWorkspaceIds: [...agent.pausedWorkspaceIds],
      queue: [...agent.queue],
      inFlight: [...agent.inFlight],
      events: [...agent.events],
    })),
    chats: copies(world.chats, (chat) => ({ ...chat, branches: [...chat.branches] })),
    webhooks: copies(world.webhooks, (webhook) => ({ ...webhook, deliveries: [...webhook.deliveries] })),
    invocations: new Ledger([], copied(world.invocations)),
    executions: new Ledger([], copied(world.executions)),
    approvals: new Ledger([], copied(world.approvals)),
    exports: new Ledger([], copied(world.exports)),
    startedUnder: { ...world.startedUnder },
    revokedKeyIds: [...world.revokedKeyIds],
    keysUsedAt: { ...world.keysUsedAt },
    begunChapters: [...world.begunChapters],
    listeners: new Set(),
  };
}

function copies<Item>(items: Map<string, Item>, copy: (item: Item) => Item): Map<string, Item> {
  return new Map([...items].map(([id, item]) => [id, copy(item)]));
}

/** The same copy for the same record, so that what is done to it stays done. */
function copied<Item extends { id: string }>(shelf: Shelf<Item>): Shelf<Item> {
  const seen = new Map<string, Item>();
  const copyOf = (item: Item | undefined): Item | undefined => {
    if (item === undefined) return undefined;
    const known = seen.get(item.id) ?? { ...item };
    seen.set(item.id, known);
    return known;
  };
  return {
    size: shelf.size,
    get: (id) => copyOf(shelf.get(id)),
    newest: (rank) => copyOf(shelf.newest(rank)),
    rankOf: (id) => shelf.rankOf(id),
  };
}
