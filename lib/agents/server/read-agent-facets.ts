import 'server-only';
import type { AgentFacets } from '@/lib/agents/agent';
import { isHeld, isOffline, isPausedOutside, servings } from '@/lib/agents/server/agent-where';
import type { Context } from '@/lib/context';
import { readNames } from '@/lib/mirror/server/read-names';

type Totals = { total: number; held: number; pausedOutside: number; offline: number };
type Counted = { value: string; count: number };

/** Of the agents that XEM lists now, whatever the filter: the numbers stay while one narrows. */
export async function readAgentFacets({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<AgentFacets> {
  const [[totals], statuses, workspaces] = await Promise.all([
    db.$queryRaw<Totals[]>`
      SELECT count(*)::int AS total,
        count(*) FILTER (WHERE ${isHeld})::int AS held,
        count(*) FILTER (WHERE ${isPausedOutside})::int AS "pausedOutside",
        count(*) FILTER (WHERE ${isOffline(clock.now())})::int AS offline
      FROM "Agent" AS agent WHERE agent."goneAt" IS NULL`,
    db.$queryRaw<Counted[]>`
      SELECT status AS value, count(*)::int AS count
      FROM "Agent" WHERE "goneAt" IS NULL GROUP BY status ORDER BY count(*) DESC, status`,
    db.$queryRaw<Counted[]>`
      SELECT workspace AS value, count(*)::int AS count
      FROM (${servings}) AS served JOIN "Agent" AS agent USING ("agentId")
      WHERE agent."goneAt" IS NULL GROUP BY workspace ORDER BY count(*) DESC, workspace`,
  ]);
  const names = await readNames(
    db,
    workspaces.map(({ value }) => ({ workspaceId: value })),
  );
  return {
    total: totals?.total ?? 0,
    heldCount: totals?.held ?? 0,
    pausedOutsideCount: totals?.pausedOutside ?? 0,
    offlineCount: totals?.offline ?? 0,
    statuses,
    workspaces: workspaces.map(({ value, count }) => ({ value, count, name: names.workspace(value) })),
  };
}
