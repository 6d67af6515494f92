import 'server-only';
import type { OwnLift } from '@/lib/containment/breach-reason';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import type { Transaction } from '@/lib/db/client';

/** A lift that shows later than this after our resume is somebody else's, in ms: as long as an echo of a pause may take. */
const echoMs = 10 * 60_000;

/**
 * Which of these held scopes, as of `now`, our own resume may have freed. Some routers lift other pauses of an agent too
 * when Holdfast resumes it, whole or in one workspace; the next time, the pause is younger than that resume. And a resume
 * that XEM had not shown may land after the scope was held again.
 */
export async function readLiftedByUs(
  db: Transaction,
  scopes: HeldScopeRow[],
  now: Date,
): Promise<Map<string, OwnLift>> {
  if (scopes.length === 0) return new Map();
  const isRecent = (at: Date) => now.getTime() - at.getTime() <= echoMs;
  const resumedAt = await readResumedAt(db, scopes);
  return new Map(
    scopes.flatMap(({ id, agentId, observedAt, openResumeAt }): [string, OwnLift][] => {
      const at = resumedAt.get(agentId);
      if (at && observedAt !== null && at > observedAt && isRecent(at)) return [[id, 'with_other']];
      return openResumeAt !== null && isRecent(openResumeAt) ? [[id, 'late_resume']] : [];
    }),
  );
}

/** When Holdfast last resumed each of these agents, as a whole or in a workspace: of its scopes that nobody holds. */
async function readResumedAt(db: Transaction, scopes: HeldScopeRow[]): Promise<Map<string, Date>> {
  const resumed = await db.agentScope.findMany({
    where: { desired: 'running', agentId: { in: scopes.map(({ agentId }) => agentId) } },
    select: { agentId: true, acceptedAt: true, observedAt: true },
  });
  const resumedAt = new Map<string, Date>();
  for (const { agentId, acceptedAt, observedAt } of resumed) {
    const at = observedAt ?? acceptedAt;
    const last = resumedAt.get(agentId);
    if (at !== null && (last === undefined || at > last)) resumedAt.set(agentId, at);
  }
  return resumedAt;
}
