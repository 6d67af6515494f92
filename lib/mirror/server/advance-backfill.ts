import 'server-only';
import type { Context } from '@/lib/context';
import type { Backfill } from '@/lib/db/generated/client';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { backfillBackoffMs } from '@/lib/mirror/cadence';
import { isRefusedCursor } from '@/lib/mirror/server/fetch-page';
import { readBackfillObstacle } from '@/lib/mirror/server/read-backfill-obstacle';
import { readBackfillPage } from '@/lib/mirror/server/read-backfill-page';

const stepMs = 1_500;
const pauseMs = { calm: 200, incident: 1_500 };
const lookAgainMs = 3_000;

/** About a quarter of an hour of failures in a row, while the newest executions can be read. */
const mostFailures = 20;

/** XEM may forget the place during an outage; where it refuses time and again, its list goes no deeper. */
const mostRestarts = 3;

/**
 * One step of a back-fill: a few pages, each stored together with the place to go on from. What people watch comes first: it
 * waits while the newest executions are behind or XEM cannot be read, and takes longer rests during an incident.
 */
export async function advanceBackfill(
  context: Context,
  backfillId: string,
): Promise<{ againAfterMs: number | null }> {
  const { db, clock } = context;
  const row = await db.backfill.findUnique({ where: { id: backfillId } });
  if (!row || (row.state !== 'queued' && row.state !== 'running')) return { againAfterMs: null };

  const { waitingFor, hasOpenIncident } = await readBackfillObstacle(context);
  if (waitingFor !== null) {
    if (row.waitingFor !== waitingFor) await change(context, row, { waitingFor });
    return { againAfterMs: lookAgainMs };
  }
  const begun = { state: 'running', startedAt: row.startedAt ?? clock.now(), waitingFor: null } as const;
  if (row.state === 'queued' || row.waitingFor !== null) await change(context, row, begun);

  const until = performance.now() + stepMs;
  try {
    for (let place: Parameters<typeof readBackfillPage>[2] = row; ; ) {
      const page = await readBackfillPage(context, row, place);
      if (page.isOver) return { againAfterMs: null };
      place = page.place;
      if (performance.now() >= until) break;
    }
  } catch (error) {
    return noteFailure(context, row, error);
  }
  return { againAfterMs: pauseMs[hasOpenIncident ? 'incident' : 'calm'] };
}

/** Only while it is at work: a person may have cancelled it meanwhile. */
async function change({ db }: Pick<Context, 'db'>, { id }: Backfill, data: Partial<Backfill>): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.backfill.updateMany({
      where: { id, state: { in: ['queued', 'running'] } },
      data,
    });
    if (count > 0) await announce(tx, { incident: null, changed: 'freshness' });
  });
}

async function noteFailure(
  context: Context,
  row: Backfill,
  error: unknown,
): Promise<{ againAfterMs: number | null }> {
  const { db, clock, logger } = context;
  // Pages of this very step may have gone well.
  const { cursor, ...before } = await db.backfill.findUniqueOrThrow({ where: { id: row.id } });
  const failureCount = before.failureCount + 1;
  const isRefused = cursor !== null && isRefusedCursor(error);
  const restartCount = before.restartCount + (isRefused ? 1 : 0);
  const isTooDeep = isRefused && restartCount > mostRestarts;
  if (!isAppError(error) || failureCount === 1)
    logger.warn({ err: error, backfillId: row.id, failureCount }, 'back-fill could not go on');
  const errorMessage = isTooDeep
    ? `XEM’s list goes back to ${before.oldestReachedAt?.toISOString() ?? 'an unknown time'} and no deeper.`
    : isAppError(error)
      ? error.userMessage
      : 'Holdfast failed to store what it read; see its log.';
  const isOver = isTooDeep || failureCount >= mostFailures;
  await change(context, row, {
    failureCount,
    restartCount,
    errorMessage,
    // XEM has forgotten the place: from the top again, where what is known costs little.
    ...(isRefused && { cursor: null }),
    ...(isOver && { state: 'failed', endedAt: clock.now() }),
  });
  if (isOver) return { againAfterMs: null };
  const asked = isAppError(error) ? error.details.retryAfterMs : null;
  return { againAfterMs: backfillBackoffMs(failureCount, typeof asked === 'number' ? asked : null) };
}
