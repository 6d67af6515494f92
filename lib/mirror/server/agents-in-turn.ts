import 'server-only';
import { z } from 'zod';
import type { Database } from '@/lib/db/client';

/** A large fleet takes turns, so that reading it costs the same as reading a small one. */
export const agentsATurn = 50;

const cursorSchema = z.object({ lastAgentId: z.string() });
const where = { source: 'agent_events' };

export type Turn = {
  agentIds: string[];
  /** Whose turn comes next is remembered only after this one was read: what a crash cut off is read again. */
  end(): Promise<void>;
};

/** Whose events are read now: those that an open incident is about, every time, and beside them the next of all others. */
export async function agentsInTurn(db: Database): Promise<Turn> {
  const agents = await db.agent.findMany({
    where: { goneAt: null },
    select: { agentId: true },
    orderBy: { agentId: 'asc' },
  });
  const agentIds = agents.map(({ agentId }) => agentId);
  if (agentIds.length <= agentsATurn) return { agentIds, end: async () => undefined };
  const row = await db.sourceFreshness.findUnique({ where, select: { cursor: true } });
  const cursor = cursorSchema.safeParse(row?.cursor);
  const begin = cursor.success ? agentIds.findIndex((agentId) => agentId > cursor.data.lastAgentId) : 0;
  const next = [...agentIds.slice(Math.max(begin, 0)), ...agentIds].slice(0, agentsATurn);
  const lastAgentId = next.at(-1);
  const concerned = await readConcernedAgents(db);
  const known = new Set(agentIds);
  return {
    agentIds: [...new Set([...concerned.filter((agentId) => known.has(agentId)), ...next])],
    end: async () => {
      await db.sourceFreshness.updateMany({ where, data: { cursor: { lastAgentId } } });
    },
  };
}

/** Held now, or attached to an open incident. A stop of everything singles nobody out. */
async function readConcernedAgents(db: Database): Promise<string[]> {
  const held = await db.agentScope.findMany({
    where: { targets: { some: { releasedAt: null } } },
    select: { agentId: true },
    orderBy: { agentId: 'asc' },
    take: agentsATurn + 1,
  });
  const attached = await db.incidentSubject.findMany({
    where: { kind: 'agent', incident: { phase: { not: 'closed' } } },
    select: { subjectId: true },
    orderBy: { attachedAt: 'desc' },
    take: agentsATurn,
  });
  const heldIds = held.length > agentsATurn ? [] : held.map(({ agentId }) => agentId);
  return [...new Set([...heldIds, ...attached.map(({ subjectId }) => subjectId)])];
}
