import 'server-only';
import type { OwnLift } from '@/lib/containment/breach-reason';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import type { Transaction } from '@/lib/db/client';

/** A lift that shows later than this after our resume is somebody else's, in ms: as long as an echo of a pause may take. */
const echoMs = 10 * 60_000;

/**
 * Which of these held scopes, as of `now`, our own resume may have freed. Some routers lift the pauses of single
 * workspaces too when Holdfast resumes their agent; the next time, the pause is younger than that resume. And a resume
 * whose answer was lost may land after the scope was held again.
 */
export async function readLiftedByUs(
  db: Transaction,
  scopes: HeldScopeRow[],
  now: Date,
): Promise<Map<string, OwnLift>> {
  const isRecent = (at: Date) => now.getTime() - at.getTime() <= echoMs;
  const resumedAt = await readResumedAt(db, scopes);
  return new Map(
    scopes.flatMap((scope): [string, OwnLift][] => {
      const { id, agentId, observedAt, openResumeAt } = scope;
      const at = resumedAt.get(agentId);
      const isNarrow = scope.workspaceId !== '';
      if (isNarrow && at && observedAt !== null && at > observedAt && isRecent(at))
        return [[id, 'with_agent']];
      return openResumeAt !== null && isRecent(openResumeAt) ? [[id, 'late_resume']] : [];
    }),
  );
}

/** When each of these agents was last resumed as a whole, where that is what is wanted. */
async function readResumedAt(db: Transaction, scopes: HeldScopeRow[]): Promise<Map<string, Date | null>> {
  const narrow = scopes.filter(({ workspaceId }) => workspaceId !== '');
  if (narrow.length === 0) return new Map();
  const wholes = await db.agentScope.findMany({
    where: { workspaceId: '', desired: 'running', agentId: { in: narrow.map(({ agentId }) => agentId) } },
    select: { agentId: true, acceptedAt: true, observedAt: true },
  });
  return new Map(wholes.map(({ agentId, acceptedAt, observedAt }) => [agentId, observedAt ?? acceptedAt]));
}
