import 'server-only';
import type { Database } from '@/lib/db/client';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { inParallel } from '@/lib/mirror/in-parallel';
import { agentsInTurn } from '@/lib/mirror/server/agents-in-turn';
import type { PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { storeAgentEvents } from '@/lib/mirror/server/store-agent-events';
import type { Page, XemAgentEvent } from '@/lib/xem/xem';

const inParallelCount = 6;
const firstPageSize = 20;
const pageSize = 100;
const pagesAnAgent = 20;

/** Events of every agent. One agent that can't be read doesn't keep the others back, but the reading counts as failed. */
export async function mirrorAgentEvents(context: PollContext): Promise<PollResult> {
  const { agentIds, end } = await agentsInTurn(context.db);
  const failures: unknown[] = [];
  const unknownAgents: unknown[] = [];
  let writtenCount = 0;
  await inParallel(agentIds, inParallelCount, async (agentId) => {
    try {
      writtenCount += await mirrorAgent(context, agentId);
    } catch (error) {
      // Deleted since the last look at the fleet.
      (isAppError(error, 'not_found') ? unknownAgents : failures).push(error);
    }
  });
  await end();
  if (failures.length > 0) throw failures[0];
  // Not one of them known: it is the events that this router doesn't have.
  if (unknownAgents.length > 0 && unknownAgents.length === agentIds.length) throw unknownAgents[0];
  return { isBehind: false, hasNews: writtenCount > 0 };
}

/**
 * Reads down to what is known and stores all of it at once. Stored page by page, a failure in between would leave a gap
 * below events that the next reading knows, and nobody would look there again.
 */
async function mirrorAgent({ db, xem, clock }: PollContext, agentId: string): Promise<number> {
  const fresh: XemAgentEvent[] = [];
  let after: string | null = null;
  for (let count = 0; count < pagesAnAgent; count += 1) {
    const page: Page<XemAgentEvent> = await xem.listAgentEvents(agentId, {
      limit: after === null ? firstPageSize : pageSize,
      ...(after !== null && { after }),
    });
    const known = await readKnown(db, agentId, page.items);
    fresh.push(...page.items.filter(({ eventId }) => !known.has(eventId)));
    after = page.nextAfter;
    if (after === null || (known.size > 0 && !isOldestFirst(page.items))) break;
  }
  if (fresh.length === 0) return 0;
  return db.$transaction(async (tx) => {
    const writtenCount = await storeAgentEvents(tx, agentId, fresh, clock.now());
    if (writtenCount > 0) await announce(tx, { incident: null, changed: 'agents' });
    return writtenCount;
  });
}

async function readKnown(db: Database, agentId: string, events: XemAgentEvent[]): Promise<Set<string>> {
  const stored = await db.agentEvent.findMany({
    where: { agentId, eventId: { in: events.map(({ eventId }) => eventId) } },
    select: { eventId: true },
  });
  return new Set(stored.map(({ eventId }) => eventId));
}

/** Lists are newest first, so that older pages hold only what is known; but XEM's pages don't promise it. */
function isOldestFirst(events: XemAgentEvent[]): boolean {
  const [first, last] = [events.at(0), events.at(-1)];
  return first !== undefined && last !== undefined && first.occurredAt < last.occurredAt;
}
