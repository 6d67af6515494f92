import 'server-only';
import { z } from 'zod';
import type { Database } from '@/lib/db/client';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { inParallel } from '@/lib/mirror/in-parallel';
import type { PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { storeAgentEvents } from '@/lib/mirror/server/store-agent-events';
import type { Page, XemAgentEvent } from '@/lib/xem/xem';

/** A large fleet takes turns, so that reading it costs the same as reading a small one. */
const agentsARead = 50;
const inParallelCount = 6;
const firstPageSize = 20;
const pageSize = 100;
const pagesAnAgent = 20;

const cursorSchema = z.object({ lastAgentId: z.string() });

/** Events of every agent. One agent that can't be read doesn't keep the others back, but the reading counts as failed. */
export async function mirrorAgentEvents({ db, xem, clock }: PollContext): Promise<PollResult> {
  const agentIds = await nextInTurn(db);
  const failures: unknown[] = [];
  const unknownAgents: unknown[] = [];
  let writtenCount = 0;
  await inParallel(agentIds, inParallelCount, async (agentId) => {
    try {
      let after: string | null = null;
      for (let count = 0; count < pagesAnAgent; count += 1) {
        const page: Page<XemAgentEvent> = await xem.listAgentEvents(agentId, {
          limit: after === null ? firstPageSize : pageSize,
          ...(after !== null && { after }),
        });
        const { isDone, written } = await storePage(db, agentId, page, clock.now());
        writtenCount += written;
        after = page.nextAfter;
        if (isDone || after === null) return;
      }
    } catch (error) {
      // Deleted since the last look at the fleet.
      (isAppError(error, 'not_found') ? unknownAgents : failures).push(error);
    }
  });
  if (failures.length > 0) throw failures[0];
  // Not one of them known: it is the events that this router doesn't have.
  if (unknownAgents.length > 0 && unknownAgents.length === agentIds.length) throw unknownAgents[0];
  return { isBehind: false, hasNews: writtenCount > 0 };
}

/** It is done where older pages can only hold what is known: lists are newest first, but XEM's pages don't promise it. */
async function storePage(
  db: Database,
  agentId: string,
  page: Page<XemAgentEvent>,
  firstSeenAt: Date,
): Promise<{ isDone: boolean; written: number }> {
  const stored = await db.agentEvent.findMany({
    where: { agentId, eventId: { in: page.items.map(({ eventId }) => eventId) } },
    select: { eventId: true },
  });
  const known = new Set(stored.map(({ eventId }) => eventId));
  const fresh = page.items.filter(({ eventId }) => !known.has(eventId));
  const written =
    fresh.length === 0
      ? 0
      : await db.$transaction(async (tx) => {
          const count = await storeAgentEvents(tx, agentId, fresh, firstSeenAt);
          if (count > 0) await announce(tx, { incident: null, changed: 'agents' });
          return count;
        });
  const [first, last] = [page.items.at(0), page.items.at(-1)];
  const isOldestFirst = first !== undefined && last !== undefined && first.occurredAt < last.occurredAt;
  return { isDone: known.size > 0 && !isOldestFirst, written };
}

async function nextInTurn(db: Database): Promise<string[]> {
  const agents = await db.agent.findMany({
    where: { goneAt: null },
    select: { agentId: true },
    orderBy: { agentId: 'asc' },
  });
  const agentIds = agents.map(({ agentId }) => agentId);
  if (agentIds.length <= agentsARead) return agentIds;
  const where = { source: 'agent_events' };
  const row = await db.sourceFreshness.findUnique({ where, select: { cursor: true } });
  const cursor = cursorSchema.safeParse(row?.cursor);
  const begin = cursor.success ? agentIds.findIndex((agentId) => agentId > cursor.data.lastAgentId) : 0;
  const turn = [...agentIds.slice(Math.max(begin, 0)), ...agentIds].slice(0, agentsARead);
  const lastAgentId = turn.at(-1);
  if (lastAgentId) await db.sourceFreshness.updateMany({ where, data: { cursor: { lastAgentId } } });
  return turn;
}
