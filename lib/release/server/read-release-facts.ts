import 'server-only';
import { haveCallsBeenReadSince } from '@/lib/containment/server/read-freshness';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { isAwaited } from '@/lib/release/find-recurrences';
import type { ReleaseFacts } from '@/lib/release/plan-release';
import type { ReleaseRow } from '@/lib/release/server/find-release';
import { readWatchedCalls, type WatchedCallRow } from '@/lib/release/server/read-watched-calls';
import { breaksWatch } from '@/lib/release/watch-rule';

const minuteMs = 60_000;

/** What the plan of a release looks at, and the call that broke the rule, if any did. */
export async function readReleaseFacts(
  { db, xem }: Pick<Context, 'db' | 'xem'>,
  release: ReleaseRow,
): Promise<{ facts: ReleaseFacts; recurrence: WatchedCallRow | null }> {
  const { state, stages, rule, ruleToolName: toolName } = release;
  const watchMs = release.watchMinutes * minuteMs;
  const { clockSkewMs } = xem.condition();
  const calls = watchMs === 0 ? [] : await readWatchedCalls(db, release, clockSkewMs);
  const watch = { rule, toolName };
  const recurrence = calls.find((call) => breaksWatch(watch, call)) ?? null;
  const current = stages.find(({ passedAt }) => passedAt === null);
  const endsAt = current?.watchedAt ? new Date(current.watchedAt.getTime() + watchMs) : null;
  return {
    recurrence,
    facts: {
      state,
      watchMs,
      stages,
      hasRecurred: recurrence !== null,
      hasResumed: await hasResumed(db, release, current?.number),
      isWindowKnown:
        endsAt !== null &&
        !calls.some((call) => isAwaited(watch, call, endsAt, clockSkewMs)) &&
        (await haveCallsBeenReadSince(db, endsAt)),
    },
  };
}

/** What another hold took meanwhile, and an agent that XEM no longer has, start nothing, so they are not waited for. */
async function hasResumed(db: Transaction, release: ReleaseRow, stage: number | undefined): Promise<boolean> {
  const ids = release.targets
    .filter((target) => target.isFreed && target.stage === stage)
    .map(({ scopeId }) => scopeId);
  const behind = await db.agentScope.findMany({
    where: {
      id: { in: ids },
      desired: 'running',
      progress: { not: 'observed' },
      NOT: { progress: 'unverifiable', acceptedAt: { not: null } },
    },
    select: { agentId: true },
  });
  const agentIds = [...new Set(behind.map(({ agentId }) => agentId))];
  const goneCount = await db.agent.count({ where: { agentId: { in: agentIds }, goneAt: { not: null } } });
  return goneCount === agentIds.length;
}
