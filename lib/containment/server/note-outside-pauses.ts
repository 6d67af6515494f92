import 'server-only';
import {
  type FoundPause,
  findOutsidePauses,
  isHeld,
  type KnownScope,
} from '@/lib/containment/find-outside-pauses';
import { endOutsidePause } from '@/lib/containment/server/end-outside-pause';
import { standingKeyOf } from '@/lib/containment/server/find-outside-pause';
import { lookAtScopes } from '@/lib/containment/server/look-at-scopes';
import { openOutsidePause } from '@/lib/containment/server/open-outside-pause';
import { laterOf, readAgentsAsOf } from '@/lib/containment/server/read-freshness';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { OutsidePause } from '@/lib/db/generated/client';

/**
 * Compares what XEM shows as paused with what is held, for every agent: a pause that no hold explains is told of once,
 * and left to a person. It ends when XEM no longer shows it, or when a hold covers it.
 */
export async function noteOutsidePauses(context: Context): Promise<void> {
  const { db } = context;
  const standing = await db.outsidePause.findMany({ where: { endedAt: null } });
  const agents = await db.agent.findMany({
    where: {
      goneAt: null,
      OR: [
        { isPaused: true },
        { pausedWorkspacesKnown: true, NOT: { pausedWorkspaceIds: { isEmpty: true } } },
      ],
    },
    select: { agentId: true, isPaused: true, pausedWorkspaceIds: true, observedAt: true },
  });
  if (agents.length === 0 && standing.length === 0) return;
  const listedAt = await readAgentsAsOf(db);
  const shown = agents.map((agent) => ({ ...agent, observedAt: laterOf(agent.observedAt, listedAt) }));
  const scopes = await readKnownScopes(db, [...agents, ...standing]);
  const found = new Map(findOutsidePauses(shown, scopes).map((pause) => [keyOf(pause), pause]));
  for (const pause of standing) {
    if (!found.has(pause.standingKey ?? '')) await endIfOver(context, pause, scopes, listedAt);
  }
  const standingOf = new Map(standing.map((pause) => [pause.standingKey, pause]));
  // Asked to resume, seen running, and paused all the same: that is news again.
  const news = [...found].flatMap(([key, pause]) => {
    const row = standingOf.get(key);
    return row === undefined || isBack(row, scopes) ? [{ pause, row }] : [];
  });
  const looked = await lookAtScopes(
    context,
    news.flatMap(({ pause }) => (pause.needsLook ? pause : [])),
  );
  for (const { pause, row } of news) {
    if (!pause.needsLook || looked.get(pause) === 'paused') await openOutsidePause(context, pause, row);
  }
}

const keyOf = ({ agentId, workspaceId }: FoundPause) => standingKeyOf(agentId, workspaceId ?? '');

async function readKnownScopes(db: Transaction, of: { agentId: string }[]): Promise<KnownScope[]> {
  const scopes = await db.agentScope.findMany({
    where: { agentId: { in: [...new Set(of.map(({ agentId }) => agentId))] } },
    select: { agentId: true, workspaceId: true, desired: true, progress: true, observedAt: true },
  });
  return scopes.map((scope) => ({ ...scope, workspaceId: scope.workspaceId || null }));
}

/** What XEM was not read about since says nothing. */
async function endIfOver(
  context: Context,
  pause: OutsidePause,
  scopes: KnownScope[],
  listedAt: Date | null,
): Promise<void> {
  const ref = { agentId: pause.agentId, workspaceId: pause.workspaceId || null };
  const agent = await context.db.agent.findUnique({ where: { agentId: pause.agentId } });
  const isGone = !agent || agent.goneAt !== null;
  const isRead = agent && laterOf(agent.observedAt, listedAt) > pause.noticedAt;
  const isShown = agent && (agent.isPaused === true || agent.pausedWorkspaceIds.includes(pause.workspaceId));
  if (isHeld(ref, scopes) || isGone || (isRead && !isShown)) await endOutsidePause(context, pause);
}

function isBack(row: OutsidePause, scopes: KnownScope[]): boolean {
  if (row.decision !== 'restore' || row.decidedAt === null) return false;
  const { decidedAt } = row;
  return scopes.some(
    ({ agentId, workspaceId, progress, observedAt }) =>
      agentId === row.agentId &&
      (workspaceId ?? '') === row.workspaceId &&
      progress === 'observed' &&
      observedAt !== null &&
      observedAt >= decidedAt,
  );
}
