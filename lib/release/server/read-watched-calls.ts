import 'server-only';
import { byClockOfXem } from '@/lib/containment/our-clock';
import type { Transaction } from '@/lib/db/client';
import { callsSinceRelease, skewToleranceMs } from '@/lib/release/find-recurrences';
import type { ReleaseRow } from '@/lib/release/server/find-release';

/** A call that waited this long before it started is still found; this keeps the search inside an index. */
const longestWaitMs = 24 * 3_600_000;

/**
 * Calls that started in what this release has freed, since it was freed; the first one first. `clockSkewMs` is how far
 * the clock of XEM is ahead of ours.
 */
export async function readWatchedCalls(db: Transaction, release: ReleaseRow, clockSkewMs: number | null) {
  const scopes = release.targets.flatMap(({ releasedAt, scope }) =>
    releasedAt === null
      ? []
      : [{ agentId: scope.agentId, workspaceId: scope.workspaceId || null, releasedAt }],
  );
  if (scopes.length === 0) return [];
  const releasedAt = Math.min(...scopes.map((scope) => scope.releasedAt.getTime()));
  const seenFrom = new Date(releasedAt - skewToleranceMs);
  const startedFrom = byClockOfXem(seenFrom, clockSkewMs);
  const earliest = Math.min(seenFrom.getTime(), startedFrom.getTime());
  const calls = await db.execution.findMany({
    where: {
      agentId: { in: [...new Set(scopes.map(({ agentId }) => agentId))] },
      occurredAt: { gte: new Date(earliest - longestWaitMs) },
      OR: [{ startedAt: { gt: startedFrom } }, { startedAt: null, firstSeenAt: { gt: seenFrom } }],
    },
    select: {
      executionId: true,
      agentId: true,
      workspaceId: true,
      toolName: true,
      risk: true,
      status: true,
      startedAt: true,
      firstSeenAt: true,
    },
  });
  return callsSinceRelease(scopes, calls, clockSkewMs);
}

export type WatchedCallRow = Awaited<ReturnType<typeof readWatchedCalls>>[number];
