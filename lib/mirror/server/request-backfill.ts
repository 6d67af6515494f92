import 'server-only';
import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { announce } from '@/lib/live/server/announce';
import { unfinishedStates } from '@/lib/mirror/backfill';
import type { Backfill, requestBackfillInput } from '@/lib/mirror/backfill-schema';
import { keptSince } from '@/lib/mirror/partition-months';
import { toBackfill } from '@/lib/mirror/server/to-backfill';

/** Asks for the executions back to an instant. It is a job of its own, which goes on when the page is left. */
export async function requestBackfill(
  context: Context,
  { since }: z.output<typeof requestBackfillInput>,
): Promise<Backfill> {
  requireRole(context, 'commander');
  const { db, clock, actor } = context;
  const now = clock.now();
  refuseOutside(new Date(since), now);
  return db.$transaction(async (tx) => {
    const atWork = await tx.backfill.findFirst({ where: { state: { in: [...unfinishedStates] } } });
    // Two that ask in the same moment are told apart by the index.
    if (atWork) {
      throw new AppError('conflict', 'a back-fill is at work', {
        userMessage: `A back-fill that ${atWork.requestedByName} asked for is at work. Wait for its end, or cancel it first.`,
        details: { backfillId: atWork.id },
      });
    }
    const row = await tx.backfill.create({
      data: {
        since: new Date(since),
        requestedById: actor.actorId,
        requestedByName: actor.name,
        requestedAt: now,
      },
    });
    await recordAudit(context, tx, {
      action: 'backfill_requested',
      subjectKind: 'backfill',
      subjectId: row.id,
      data: { since },
    });
    await announce(tx, { incident: null, changed: 'freshness' });
    const payload = { backfillId: row.id };
    await enqueue(tx, 'advance_backfill', payload, { key: jobKey('advance_backfill', payload) });
    return toBackfill(row);
  });
}

function refuseOutside(since: Date, now: Date): void {
  const { HOLDFAST_RETENTION_DAYS: retentionDays } = readEnv();
  const first = keptSince(now, retentionDays);
  const message =
    since >= now
      ? 'Name a time in the past.'
      : since < first
        ? `Executions are kept for ${retentionDays} days (HOLDFAST_RETENTION_DAYS), so nothing before ${first.toISOString().slice(0, 10)} would stay.`
        : null;
  if (message === null) return;
  throw new AppError('invalid_input', message, { details: { errors: [{ field: 'since', message }] } });
}
