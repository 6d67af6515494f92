import 'server-only';
import type { Context } from '@/lib/context';
import { type AppError, isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import type { SourceName } from '@/lib/mirror/source';

type Reading = { source: SourceName; attemptAt: Date; expectedEveryMs: number };

/** Notes that a reading has begun, so that the cursor has a row to live in. Returns how often it failed in a row. */
export async function recordAttempt(
  { db }: Pick<Context, 'db'>,
  { source, attemptAt, expectedEveryMs }: Reading,
): Promise<number> {
  const row = await db.sourceFreshness.upsert({
    where: { source },
    create: { source, lastAttemptAt: attemptAt, expectedEveryMs },
    update: { lastAttemptAt: attemptAt, expectedEveryMs },
  });
  return row.consecutiveFailures;
}

/** Ends an outage, if there was one. Only what changes for people is announced: success every few seconds is not. */
export async function recordSuccess(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { source }: Reading,
): Promise<void> {
  const now = clock.now();
  const before = await db.sourceFreshness.findUnique({ where: { source } });
  const success = { lastSuccessAt: now, consecutiveFailures: 0, errorCode: null, errorMessage: null };
  if (before?.consecutiveFailures === 0 && before.lastSuccessAt) {
    await db.sourceFreshness.update({ where: { source }, data: success });
    return;
  }
  await db.$transaction(async (tx) => {
    await tx.sourceFreshness.update({ where: { source }, data: success });
    await tx.sourceOutage.updateMany({ where: { source, endedAt: null }, data: { endedAt: now } });
    await announce(tx, { incident: null, changed: 'freshness' });
  });
}

/**
 * Opens an outage at the first failure, unless this way to XEM does not offer the source at all. Returns how often it has
 * failed in a row.
 */
export async function recordFailure(
  { db }: Pick<Context, 'db'>,
  { source, attemptAt }: Reading,
  error: unknown,
): Promise<number> {
  const { code, userMessage } = asFailure(error);
  return db.$transaction(async (tx) => {
    const row = await tx.sourceFreshness.update({
      where: { source },
      data: { consecutiveFailures: { increment: 1 }, errorCode: code, errorMessage: userMessage },
    });
    if (isUnavailable(row)) {
      if (row.consecutiveFailures === 1) await announce(tx, { incident: null, changed: 'freshness' });
      return row.consecutiveFailures;
    }
    const open = await tx.sourceOutage.count({ where: { source, endedAt: null } });
    if (open === 0) {
      await tx.sourceOutage.create({ data: { source, startedAt: attemptAt, errorCode: code } });
      await announce(tx, { incident: null, changed: 'freshness' });
    }
    return row.consecutiveFailures;
  });
}

/** Whether the last reading was answered with 'there is no such thing here', as over the command-line client. */
export function isUnavailable(row: { errorCode: string | null } | undefined): boolean {
  return row?.errorCode === 'xem_unsupported';
}

function asFailure(error: unknown): Pick<AppError, 'code' | 'userMessage'> {
  if (isAppError(error)) return error;
  return { code: 'unexpected', userMessage: 'Holdfast failed to store what it read; see its log.' };
}
