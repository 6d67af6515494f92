import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { callsSinceRelease } from '@/lib/release/find-recurrences';
import type { ReleaseRow } from '@/lib/release/server/find-release';

/** A call that waited this long before it started is still found; this keeps the search inside an index. */
const longestWaitMs = 24 * 3_600_000;
const clockToleranceMs = 5_000;

/** Calls that started in what this release has freed, since it was freed; the first one first. */
export async function readWatchedCalls(db: Transaction, release: ReleaseRow) {
  const scopes = release.targets.flatMap(({ releasedAt, scope }) =>
    releasedAt === null
      ? []
      : [{ agentId: scope.agentId, workspaceId: scope.workspaceId || null, releasedAt }],
  );
  if (scopes.length === 0) return [];
  const firstAt = Math.min(...scopes.map(({ releasedAt }) => releasedAt.getTime())) - clockToleranceMs;
  const calls = await db.execution.findMany({
    where: {
      agentId: { in: [...new Set(scopes.map(({ agentId }) => agentId))] },
      occurredAt: { gte: new Date(firstAt - longestWaitMs) },
      OR: [
        { startedAt: { gt: new Date(firstAt) } },
        { startedAt: null, firstSeenAt: { gt: new Date(firstAt) } },
      ],
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
  return callsSinceRelease(scopes, calls);
}

export type WatchedCallRow = Awaited<ReturnType<typeof readWatchedCalls>>[number];
