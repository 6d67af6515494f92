import 'server-only';
import { isOfPlace } from '@/lib/containment/hold';
import { byClockOfXem } from '@/lib/containment/our-clock';
import { readUntakenOf } from '@/lib/containment/server/read-untaken-of';
import type { Untaken } from '@/lib/containment/untaken';
import type { Transaction } from '@/lib/db/client';
import { locateCalls } from '@/lib/mirror/server/read-call-places';
import { callsSinceRelease, skewToleranceMs, type WatchedScope } from '@/lib/release/find-recurrences';
import type { ReleaseRow } from '@/lib/release/server/find-release';

/** A call that waited this long before it started is still found; this keeps the search inside an index. */
const longestWaitMs = 24 * 3_600_000;

/**
 * Calls that started in what this release has freed, since it was freed; the first one first. `clockSkewMs` is how far
 * the clock of XEM is ahead of ours.
 */
export async function readWatchedCalls(db: Transaction, release: ReleaseRow, clockSkewMs: number | null) {
  const scopes = watchedScopes(release);
  if (scopes.length === 0) return [];
  const releasedAt = Math.min(...scopes.map((scope) => scope.releasedAt.getTime()));
  const seenFrom = new Date(releasedAt - skewToleranceMs);
  const startedFrom = byClockOfXem(seenFrom, clockSkewMs);
  const earliest = Math.min(seenFrom.getTime(), startedFrom.getTime());
  const since = {
    occurredAt: { gte: new Date(earliest - longestWaitMs) },
    OR: [{ startedAt: { gt: startedFrom } }, { startedAt: null, firstSeenAt: { gt: seenFrom } }],
  };
  const agentIds = [...new Set(scopes.flatMap(({ agentId }) => agentId ?? []))];
  const taken = await db.execution.findMany({
    where: { agentId: { in: agentIds }, ...since },
    select: fields,
  });
  const untaken = await db.execution.findMany({
    where: { ...namelessIn(await readUntakenOf(db, release.hold)), ...since },
    select: fields,
  });
  return callsSinceRelease(scopes, [...taken, ...(await locateCalls(db, untaken))], clockSkewMs);
}

const fields = {
  executionId: true,
  invocationId: true,
  agentId: true,
  workspaceId: true,
  toolName: true,
  risk: true,
  status: true,
  startedAt: true,
  firstSeenAt: true,
} as const;

/**
 * The freed agents. Where the stop was of a place, also all that names no agent there: everybody else of it is held, so
 * that a freed one runs it. Beside a single agent others work, and such a call says nothing about it.
 */
function watchedScopes({ hold, targets }: ReleaseRow): WatchedScope[] {
  const agents = targets.flatMap(({ releasedAt, scope }) =>
    releasedAt === null
      ? []
      : [{ agentId: scope.agentId, workspaceId: scope.workspaceId || null, releasedAt }],
  );
  const freedAt = targets.flatMap(({ isFreed, releasedAt }) =>
    isFreed ? (releasedAt?.getTime() ?? []) : [],
  );
  if (!isOfPlace(hold.rung) || freedAt.length === 0) return agents;
  const place = { agentId: null, workspaceId: hold.workspaceId, releasedAt: new Date(Math.min(...freedAt)) };
  return [...agents, place];
}

/** Their invocation may name the agent after all. */
function namelessIn(untaken: Untaken) {
  if (untaken === 'all') return { agentId: null };
  return { agentId: null, workspaceId: { in: untaken === 'none' ? [] : untaken.workspaceIds } };
}

export type WatchedCallRow = Awaited<ReturnType<typeof readWatchedCalls>>[number];
