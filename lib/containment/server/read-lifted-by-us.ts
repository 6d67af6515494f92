import 'server-only';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import type { Transaction } from '@/lib/db/client';

/** A lift that shows later than this after our resume is somebody else's, in ms: as long as an echo of a pause may take. */
const echoMs = 10 * 60_000;

/**
 * Which of these held scopes, as of `now`, XEM freed with the whole agent: some routers lift the pauses of single
 * workspaces too when Holdfast resumes their agent. The next time, the pause is younger than that resume.
 */
export async function readLiftedByUs(
  db: Transaction,
  scopes: HeldScopeRow[],
  now: Date,
): Promise<Set<string>> {
  const narrow = scopes.filter(({ workspaceId }) => workspaceId !== '');
  if (narrow.length === 0) return new Set();
  const wholes = await db.agentScope.findMany({
    where: { workspaceId: '', desired: 'running', agentId: { in: narrow.map(({ agentId }) => agentId) } },
    select: { agentId: true, acceptedAt: true, observedAt: true },
  });
  const resumedAt = new Map(
    wholes.map(({ agentId, acceptedAt, observedAt }) => [agentId, observedAt ?? acceptedAt]),
  );
  const isOurs = ({ agentId, observedAt }: HeldScopeRow) => {
    const at = resumedAt.get(agentId) ?? null;
    return at !== null && observedAt !== null && at > observedAt && now.getTime() - at.getTime() <= echoMs;
  };
  return new Set(narrow.filter(isOurs).map(({ id }) => id));
}
