import 'server-only';
import type { Task, TaskList } from 'graphile-worker';
import { advanceArchive } from '@/lib/archive/server/advance-archive';
import { runProbe } from '@/lib/connection/server/run-probe';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { type JobName, type JobPayload, jobPayloads } from '@/lib/jobs/job';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { forgetOld } from '@/lib/jobs/server/forget-old';
import { advanceBackfill } from '@/lib/mirror/server/advance-backfill';
import { forgetHistory } from '@/lib/mirror/server/forget-history';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { tendPartitions } from '@/lib/mirror/server/tend-partitions';
import type { SourceName } from '@/lib/mirror/source';
import { advanceRelease } from '@/lib/release/server/advance-release';
import { areFactsDue } from '@/lib/timeline/server/are-facts-due';
import { recordFacts } from '@/lib/timeline/server/record-facts';
import { followHints } from '@/lib/webhooks/server/follow-hints';

type Next = { againAfterMs: number | null; isUrgent?: boolean };
type Step<Name extends JobName> = (context: Context, payload: JobPayload<Name>) => Promise<Next>;

/** After an error nobody expected, in ms: soon enough at three in the morning, slow enough not to flood the log. */
const againAfterErrorMs = 5_000;

const hourMs = 3_600_000;

/** Sources that tell what happened. Any source yields a fact when it falls silent, which counts as news. */
const factSources: SourceName[] = ['executions', 'approvals', 'agent_events'];

/** Sources whose change may mean that a held scope drained, or was broken into. */
const containmentSources: SourceName[] = ['executions', 'invocations', 'agents'];

const steps: { [Name in JobName]: Step<Name> } = {
  poll_source: async (context, { source }) => {
    const { nextAfterMs, hasNews } = await pollSource(context, source);
    if (hasNews || (factSources.includes(source) && (await areFactsDue(context)))) await recordFacts(context);
    if (containmentSources.includes(source)) await observeContainment(context);
    return { againAfterMs: nextAfterMs };
  },
  follow_hints: async (context) => {
    const { hasNews, againAfterMs } = await followHints(context);
    if (hasNews) {
      await recordFacts(context);
      await observeContainment(context);
    }
    return { againAfterMs };
  },
  reconcile_scope: (context, { scopeId }) => reconcileScope(context, scopeId),
  run_probe: (context, { probeId }) => runProbe(context, probeId, readEnv()),
  advance_release: (context, { releaseId }) => advanceRelease(context, releaseId),
  advance_archive: (context, { archiveId }) => advanceArchive(context, archiveId),
  forget_old: async (context) => {
    await forgetOld(context);
    return { againAfterMs: hourMs };
  },
  tend_partitions: async (context) => {
    await tendPartitions(context);
    return { againAfterMs: hourMs };
  },
  forget_history: async (context) => {
    await forgetHistory(context);
    return { againAfterMs: 6 * hourMs };
  },
  advance_backfill: (context, { backfillId }) => advanceBackfill(context, backfillId),
};

/** The tasks as graphile-worker wants them; `contextFor` makes the context of one run. */
export function taskList(contextFor: (actorName: string) => Context): TaskList {
  return Object.fromEntries(
    (Object.keys(steps) as JobName[]).map((name) => [name, taskFor(name, contextFor)]),
  );
}

/**
 * Runs one step and queues the next. An unexpected error is logged and the step queued again: a job that gave up for
 * good would be a hold that is never carried out.
 */
function taskFor<Name extends JobName>(name: Name, contextFor: (actorName: string) => Context): Task {
  return async (rawPayload) => {
    const payload = jobPayloads[name].parse(rawPayload) as JobPayload<Name>;
    const context = contextFor(name);
    const { againAfterMs, isUrgent } = await steps[name](context, payload).catch((error: unknown): Next => {
      context.logger.error({ err: error, job: name, payload }, 'job failed, will run again');
      return { againAfterMs: againAfterErrorMs };
    });
    if (againAfterMs === null) return;
    await enqueue(context.db, name, payload, {
      key: jobKey(name, payload),
      afterMs: againAfterMs,
      ...(isUrgent !== undefined && { isUrgent }),
    });
  };
}
