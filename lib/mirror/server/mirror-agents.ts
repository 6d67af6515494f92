import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Agent } from '@/lib/db/generated/client';
import { announce } from '@/lib/live/server/announce';
import type { PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { readFleet } from '@/lib/mirror/server/read-fleet';
import { readWorkspaceResolver, type WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { replaceServing } from '@/lib/mirror/server/replace-serving';
import { type MirrorTable, upsertRows } from '@/lib/mirror/server/upsert-rows';
import { storableInstant, storableInt, storableWord } from '@/lib/mirror/storable';
import type { XemAgent } from '@/lib/xem/xem';

type Row = Omit<Agent, 'raw' | 'firstSeenAt' | 'observedAt' | 'returnedAt'> & { raw: unknown };

const table: MirrorTable<keyof Row> = {
  name: 'Agent',
  key: 'agentId',
  columns: {
    agentId: 'text',
    name: 'text',
    status: 'text',
    region: 'text',
    lastHeartbeatAt: 'timestamptz',
    leaseExpiresAt: 'timestamptz',
    manifestVersion: 'int',
    workspaceIds: 'text[]',
    tools: 'text[]',
    isPaused: 'boolean',
    pausedWorkspaceIds: 'text[]',
    pausedWorkspacesKnown: 'boolean',
    inFlight: 'text[]',
    inFlightKnown: 'boolean',
    raw: 'jsonb',
    goneAt: 'timestamptz',
    unreadSince: 'timestamptz',
  },
  kept: [],
};

export async function mirrorAgents(context: PollContext): Promise<PollResult> {
  const { db, clock } = context;
  const observedAt = clock.now();
  const { agents, unread, isComplete } = await readFleet(context);
  const workspaceIdOf = await readWorkspaceResolver(db);
  const news = await db.$transaction(async (tx) => {
    const before = await tx.agent.findMany();
    // An agent that nobody knows yet is better known by half than missing from a stop.
    const known = new Set(before.map(({ agentId }) => agentId));
    const unknown = unread.filter(({ agentId }) => !known.has(agentId));
    const rows = [...agents, ...unknown].map((agent) => toRow(agent, workspaceIdOf));
    await upsertRows(tx, table, rows, observedAt);
    await markReturned(tx, before, rows, observedAt);
    // Where all was read, what did not come is gone.
    if (!isComplete || unread.length > 0) await markUnread(tx, rows, observedAt);
    const pairs = rows.flatMap(({ agentId, workspaceIds }) =>
      workspaceIds.map((workspaceId) => ({ agentId, workspaceId })),
    );
    const served = await replaceServing(tx, {
      source: 'manifest',
      pairs,
      observedAt,
      isComplete: () => isComplete && unread.length === 0,
    });
    const listedIds = [...agents, ...unread].map(({ agentId }) => agentId);
    const gone = isComplete ? await markGone(tx, listedIds, observedAt) : 0;
    if (served > 0) await announce(tx, { incident: null, changed: 'workspaces' });
    const isChanged = gone > 0 || hasNews(before, rows);
    if (isChanged) await announce(tx, { incident: null, changed: 'agents' });
    return isChanged || served > 0;
  });
  return { isBehind: false, hasNews: news };
}

function toRow(agent: XemAgent, workspaceIdOf: WorkspaceResolver): Row {
  const resolved = (names: string[]) => [...new Set(names.map((name) => storableWord(workspaceIdOf(name))))];
  return {
    agentId: agent.agentId,
    name: storableWord(agent.name),
    status: storableWord(agent.status),
    region: agent.region,
    lastHeartbeatAt: storableInstant(agent.lastHeartbeatAt),
    leaseExpiresAt: storableInstant(agent.leaseExpiresAt),
    manifestVersion: storableInt(agent.manifestVersion),
    workspaceIds: resolved(agent.workspaces),
    tools: [...new Set(agent.tools)],
    isPaused: agent.isPaused,
    pausedWorkspaceIds: resolved(agent.pausedWorkspaces ?? []),
    pausedWorkspacesKnown: agent.pausedWorkspaces !== null,
    inFlight: agent.inFlight ?? [],
    inFlightKnown: agent.inFlight !== null,
    raw: agent.raw,
    goneAt: null,
    unreadSince: null,
  };
}

/** What the last reading did not bring: other rows are as fresh as the list, these are not. */
async function markUnread(tx: Transaction, rows: Row[], unreadSince: Date): Promise<void> {
  await tx.agent.updateMany({
    where: { unreadSince: null, agentId: { notIn: rows.map(({ agentId }) => agentId) } },
    data: { unreadSince },
  });
}

async function markGone(tx: Transaction, listedIds: string[], goneAt: Date): Promise<number> {
  const { count } = await tx.agent.updateMany({
    where: { goneAt: null, agentId: { notIn: listedIds } },
    data: { goneAt },
  });
  return count;
}

/** What it was told before it went may no longer hold: whoever holds it has to be told that it is back. */
async function markReturned(tx: Transaction, before: Agent[], rows: Row[], returnedAt: Date): Promise<void> {
  const listed = new Set(rows.map(({ agentId }) => agentId));
  const ids = before.flatMap(({ agentId, goneAt }) =>
    goneAt !== null && listed.has(agentId) ? agentId : [],
  );
  if (ids.length === 0) return;
  await tx.agent.updateMany({ where: { agentId: { in: ids }, goneAt: null }, data: { returnedAt } });
}

/** A renewed lease alone is no news: every agent renews every few seconds. */
function hasNews(before: Agent[], rows: Row[]): boolean {
  const known = new Map(before.map((agent) => [agent.agentId, newsOf(agent)]));
  return rows.some((row) => known.get(row.agentId) !== newsOf(row));
}

function newsOf(agent: Omit<Row, 'raw'>): string {
  const { name, status, region, manifestVersion, workspaceIds, tools, isPaused, goneAt } = agent;
  const { pausedWorkspaceIds, pausedWorkspacesKnown, inFlight, inFlightKnown } = agent;
  return JSON.stringify([
    [name, status, region, manifestVersion, workspaceIds, tools, isPaused, goneAt],
    [pausedWorkspaceIds, pausedWorkspacesKnown, inFlight, inFlightKnown],
  ]);
}
