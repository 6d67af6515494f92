import 'server-only';
import type { Context } from '@/lib/context';
import { readHasOpenIncident } from '@/lib/mirror/server/read-has-open-incident';
import { isBehind } from '@/lib/mirror/sweep-cursor';

/** What a back-fill has to wait for, in words for people. */
export async function readBackfillObstacle({
  db,
}: Pick<Context, 'db'>): Promise<{ waitingFor: string | null; hasOpenIncident: boolean }> {
  const [live, hasOpenIncident] = await Promise.all([
    db.sourceFreshness.findUnique({ where: { source: 'executions' } }),
    readHasOpenIncident(db),
  ]);
  const waitingFor =
    live === null || live.lastSuccessAt === null
      ? 'the first reading of executions'
      : live.consecutiveFailures > 0
        ? 'XEM to answer'
        : isBehind(live.cursor)
          ? 'the newest executions, which come first'
          : null;
  return { waitingFor, hasOpenIncident };
}
