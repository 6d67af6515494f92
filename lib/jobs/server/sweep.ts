import 'server-only';
import type { Database } from '@/lib/db/client';
import { enqueue, enqueueMissing, jobKey } from '@/lib/jobs/server/enqueue';
import { livenessLockClass } from '@/lib/jobs/server/worker-liveness';
import { unfinishedStates } from '@/lib/mirror/backfill';
import { sourceNames } from '@/lib/mirror/source';
import { watchedReleaseStates } from '@/lib/release/release';

/**
 * Makes sure that all work exists and none is stuck, whatever died: frees jobs of workers that are gone, and queues what
 * the state of the database says is still to do. Harmless to repeat, on any number of replicas.
 */
export async function sweep(db: Database): Promise<void> {
  await freeDeadWorkers(db);
  for (const source of sourceNames) {
    await enqueue(
      db,
      'poll_source',
      { source },
      { key: jobKey('poll_source', { source }), isOnlyIfAbsent: true },
    );
  }
  for (const name of ['forget_old', 'tend_partitions', 'forget_history'] as const) {
    await enqueue(db, name, {}, { key: jobKey(name, {}), isOnlyIfAbsent: true });
  }
  const hint = await db.webhookDelivery.findFirst({
    where: { dueAt: { lte: new Date() } },
    select: { eventId: true },
  });
  if (hint) await enqueue(db, 'follow_hints', {}, { key: jobKey('follow_hints', {}), isOnlyIfAbsent: true });
  const unsettled = await db.agentScope.findMany({
    where: { progress: { notIn: ['observed', 'drifted', 'gone'] } },
    select: { id: true },
  });
  await enqueueMissing(
    db,
    'reconcile_scope',
    unsettled.map(({ id: scopeId }) => ({ scopeId })),
  );
  const releases = await db.release.findMany({
    where: { state: { in: [...watchedReleaseStates] } },
    select: { id: true },
  });
  for (const { id: releaseId } of releases) {
    const key = jobKey('advance_release', { releaseId });
    await enqueue(db, 'advance_release', { releaseId }, { key, isOnlyIfAbsent: true });
  }
  const unfinished = await db.archive.findMany({
    where: { state: { in: ['requested', 'exporting', 'downloading'] } },
    select: { id: true },
  });
  for (const { id: archiveId } of unfinished) {
    const key = jobKey('advance_archive', { archiveId });
    await enqueue(db, 'advance_archive', { archiveId }, { key, isOnlyIfAbsent: true });
  }
  const probes = await db.contractProbe.findMany({
    where: { state: { in: ['requested', 'running'] } },
    select: { id: true },
  });
  for (const { id: probeId } of probes) {
    const key = jobKey('run_probe', { probeId });
    await enqueue(db, 'run_probe', { probeId }, { key, isOnlyIfAbsent: true });
  }
  await queueBackfills(db);
}

async function queueBackfills(db: Database): Promise<void> {
  const unfinished = await db.backfill.findMany({
    where: { state: { in: [...unfinishedStates] } },
    select: { id: true },
  });
  for (const { id: backfillId } of unfinished) {
    const key = jobKey('advance_backfill', { backfillId });
    await enqueue(db, 'advance_backfill', { backfillId }, { key, isOnlyIfAbsent: true });
  }
}

/** graphile-worker itself waits four hours before it takes a dead worker's job away. */
async function freeDeadWorkers(db: Database): Promise<void> {
  await db.$queryRaw`
    SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT job.locked_by))::text
    FROM graphile_worker._private_jobs AS job
    WHERE job.locked_by IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 2
          AND classid = ${livenessLockClass}::int::oid AND objid = hashtext(job.locked_by)::oid
      )
    HAVING count(*) > 0`;
}
