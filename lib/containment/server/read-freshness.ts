import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { SourceName } from '@/lib/mirror/source';
import { hasGaps } from '@/lib/mirror/sweep-cursor';

const callSources: SourceName[] = ['executions', 'invocations'];

/** As of when the mirror knows which calls are open: the older of its two lists, null before the first look. */
export async function readCallsAsOf(db: Transaction): Promise<Date | null> {
  const sources = await db.sourceFreshness.findMany({
    where: { source: { in: callSources } },
    select: { lastSuccessAt: true },
  });
  const times = sources.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []);
  if (times.length < callSources.length) return null;
  return new Date(Math.min(...times.map(Number)));
}

/**
 * Whether both lists were read from beginning to end after `instant`. Only then does a call that is on none of them
 * prove that nothing runs: a poll that began earlier may have looked too soon.
 */
export async function haveCallsBeenReadSince(db: Transaction, instant: Date): Promise<boolean> {
  const readSince = await readCallsReadSince(db);
  return readSince !== null && readSince > instant;
}

/** When the older of the two lists began to be read that are known whole; null where one of them is not. */
export async function readCallsReadSince(db: Transaction): Promise<Date | null> {
  const sources = await db.sourceFreshness.findMany({ where: { source: { in: callSources } } });
  const begun = sources.flatMap(({ lastAttemptAt, lastSuccessAt, cursor }) =>
    lastAttemptAt !== null && lastSuccessAt !== null && lastSuccessAt >= lastAttemptAt && !hasGaps(cursor)
      ? lastAttemptAt
      : [],
  );
  return begun.length < callSources.length ? null : new Date(Math.min(...begun.map(Number)));
}

/**
 * As of when the whole list of agents is known, null before the first look. A row that the last list found unchanged
 * keeps the time of its last change.
 */
export async function readAgentsAsOf(db: Transaction): Promise<Date | null> {
  const source = await db.sourceFreshness.findUnique({ where: { source: 'agents' } });
  if (!source?.lastAttemptAt || !source.lastSuccessAt) return null;
  return source.lastSuccessAt >= source.lastAttemptAt ? source.lastAttemptAt : null;
}

export function laterOf(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}
