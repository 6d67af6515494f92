import 'server-only';
import { isAppError } from '@/lib/errors';
import { backoffMs, intervalMs } from '@/lib/mirror/cadence';
import type { PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { mirrorAgentEvents } from '@/lib/mirror/server/mirror-agent-events';
import { mirrorAgents } from '@/lib/mirror/server/mirror-agents';
import { mirrorApprovals } from '@/lib/mirror/server/mirror-approvals';
import { mirrorExecutions } from '@/lib/mirror/server/mirror-executions';
import { mirrorHealth } from '@/lib/mirror/server/mirror-health';
import { mirrorInvocations } from '@/lib/mirror/server/mirror-invocations';
import { mirrorWorkspaces } from '@/lib/mirror/server/mirror-workspaces';
import { isSuperseded } from '@/lib/mirror/server/move-cursor';
import { readHasOpenIncident } from '@/lib/mirror/server/read-has-open-incident';
import { recordAttempt, recordFailure, recordSuccess } from '@/lib/mirror/server/record-reading';
import type { SourceName } from '@/lib/mirror/source';

const readers: Record<SourceName, (context: PollContext) => Promise<PollResult>> = {
  executions: mirrorExecutions,
  invocations: mirrorInvocations,
  approvals: mirrorApprovals,
  agents: mirrorAgents,
  agent_events: mirrorAgentEvents,
  workspaces: mirrorWorkspaces,
  health: mirrorHealth,
};

const shortestPauseMs = 250;

type Polled = {
  nextAfterMs: number;
  /** Whether anything is known now that was not, be it that the source cannot be read or can be again. */
  hasNews: boolean;
};

/**
 * Reads one source of XEM into the mirror and says when it wants to be read again. A failure of XEM is recorded, not
 * thrown, and touches no other source; only a database that can't take the record throws.
 */
export async function pollSource(context: PollContext, source: SourceName): Promise<Polled> {
  const startedAt = performance.now();
  const hasOpenIncident = await readHasOpenIncident(context.db);
  const everyMs = intervalMs(source, hasOpenIncident);
  const reading = { source, attemptAt: context.clock.now(), expectedEveryMs: everyMs };
  const failedBefore = await recordAttempt(context, reading);
  try {
    const { isBehind, hasNews } = await readers[source](context);
    await recordSuccess(context, reading);
    if (failedBefore > 0) context.logger.info({ source, failedBefore }, 'source can be read again');
    const spentMs = performance.now() - startedAt;
    const nextAfterMs = isBehind ? 0 : Math.max(everyMs - spentMs, shortestPauseMs);
    return { nextAfterMs, hasNews: hasNews || failedBefore > 0 };
  } catch (error) {
    // Another worker is at it; what it stores is as good.
    if (isSuperseded(error)) return { nextAfterMs: everyMs, hasNews: false };
    const failureCount = await recordFailure(context, reading, error);
    const isNews = failureCount === 1 || !isAppError(error);
    if (isNews) context.logger.warn({ source, failureCount, err: error }, 'source cannot be read');
    const asked = isAppError(error) ? error.details.retryAfterMs : null;
    const retryAfterMs = typeof asked === 'number' ? asked : null;
    const nextAfterMs = backoffMs(failureCount, { intervalMs: everyMs, hasOpenIncident, retryAfterMs });
    return { nextAfterMs, hasNews: failureCount === 1 };
  }
}
