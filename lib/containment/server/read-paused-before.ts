import 'server-only';
import { heldSince } from '@/lib/containment/held-since';
import type { Transaction } from '@/lib/db/client';

type Scope = { id: string; agentId: string; workspaceId: string };

/**
 * Those of these scopes that somebody had paused outside Holdfast before the first of the holds that keep them now, and
 * that nobody has adopted or asked to lift: a release would end that pause too. Returns their ids.
 */
export async function readPausedBefore(db: Transaction, scopes: Scope[], now: Date): Promise<Set<string>> {
  const pauses = await db.outsidePause.findMany({
    where: {
      agentId: { in: scopes.map(({ agentId }) => agentId) },
      OR: [{ decision: null }, { decision: 'wanted' }],
    },
    select: { agentId: true, workspaceId: true, noticedAt: true, endedAt: true },
  });
  if (pauses.length === 0) return new Set();
  const pausesOf = Map.groupBy(pauses, keyOf);
  const candidates = scopes.filter((scope) => pausesOf.has(keyOf(scope)));
  const targets = await db.holdTarget.findMany({
    where: { scopeId: { in: candidates.map(({ id }) => id) } },
    select: { scopeId: true, addedAt: true, releasedAt: true },
  });
  const targetsOf = Map.groupBy(targets, ({ scopeId }) => scopeId);
  const pausedBefore = candidates.filter((scope) => {
    const since = heldSince(targetsOf.get(scope.id) ?? [], now);
    return pausesOf
      .get(keyOf(scope))
      ?.some(
        ({ noticedAt, endedAt }) =>
          since !== null && noticedAt < since && (endedAt === null || endedAt >= since),
      );
  });
  return new Set(pausedBefore.map(({ id }) => id));
}

const keyOf = ({ agentId, workspaceId }: Pick<Scope, 'agentId' | 'workspaceId'>): string =>
  JSON.stringify([agentId, workspaceId]);
