import type { ArchiveState } from '@/lib/archive/archive';
import { operations } from '@/lib/xem/wire/operation-table';
import { type ExportStatus, exportStatuses, wordsOf } from '@/lib/xem/wire/words';

/** What is known of an archive between two steps. */
export type ArchiveProgress = {
  state: ArchiveState;
  xemExportId: string | null;
  createSentAt: Date | null;
  answerLostAt: Date | null;
  requestedAt: Date;
};

export type ArchiveStep =
  | { kind: 'create' }
  | { kind: 'wait'; forMs: number }
  /** XEM was asked and nobody knows what it said: the export may be among those that it lists. */
  | { kind: 'look' }
  | { kind: 'give_up' }
  | { kind: 'poll'; exportId: string }
  | { kind: 'download'; exportId: string }
  | { kind: 'none' };

/** A call that has not answered after this long, in ms, has died with its process: a minute above the call's own limit. */
const answerLostAfterMs = operations.createExport.patienceMs + 60_000;

/** How long XEM may take to list an export whose making it did not get to tell us of, in ms. */
const lookForMs = 600_000;

/**
 * The next step, from the state alone. Asking XEM for an export is a write, so it is made once: whoever finds that it
 * was sent, and knows no answer, waits for the one who sent it, then looks for the export in XEM's list, and in the end
 * leaves the decision to a person.
 */
export function planArchive(archive: ArchiveProgress, now: Date): ArchiveStep {
  const { state, xemExportId: exportId } = archive;
  if (state === 'requested') return { kind: 'create' };
  if (state === 'ready' || state === 'failed') return { kind: 'none' };
  if (exportId === null) {
    const sentAt = archive.createSentAt ?? archive.requestedAt;
    const lostAtMs = archive.answerLostAt?.getTime() ?? sentAt.getTime() + answerLostAfterMs;
    const forMs = lostAtMs - now.getTime();
    if (forMs > 0) return { kind: 'wait', forMs };
    return forMs > -lookForMs ? { kind: 'look' } : { kind: 'give_up' };
  }
  return state === 'exporting' ? { kind: 'poll', exportId } : { kind: 'download', exportId };
}

export type ExportOutcome = 'completed' | 'failed' | 'going_on';

const outcomes: Record<ExportStatus, ExportOutcome> = {
  pending: 'going_on',
  processing: 'going_on',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
};

/** An unknown word counts as going on: a person sees it and can decide. */
export function exportOutcome(xemStatus: string): ExportOutcome {
  const known = wordsOf(exportStatuses).find((word) => word === xemStatus.toLowerCase());
  return known === undefined ? 'going_on' : outcomes[known];
}

/** How long to wait before XEM is asked again, in ms: often at first, since most exports are quick. */
export function pollDelayMs(archive: { requestedAt: Date }, now: Date): number {
  const ageMs = now.getTime() - archive.requestedAt.getTime();
  if (ageMs < 60_000) return 2_000;
  return ageMs < 600_000 ? 10_000 : 60_000;
}

/** Routers may keep times to the second, and their clocks may differ from ours by this much, in ms. */
const sameInstantMs = 1_000;
const clockToleranceMs = 300_000;

type Listed = { status: string; since: Date | null; until: Date | null; createdAt: Date | null };

/** The export that was asked for at `sentAt`, among those that XEM lists: of the same window, and not from before. */
export function findAskedFor<Export extends Listed>(
  listed: readonly Export[],
  wanted: { since: Date; until: Date },
  sentAt: Date,
): Export | null {
  const isSame = (one: Date | null, other: Date) =>
    one !== null && Math.abs(one.getTime() - other.getTime()) <= sameInstantMs;
  const found = listed.find(
    ({ status, since, until, createdAt }) =>
      isSame(since, wanted.since) &&
      isSame(until, wanted.until) &&
      (createdAt === null || createdAt.getTime() >= sentAt.getTime() - clockToleranceMs) &&
      exportOutcome(status) !== 'failed',
  );
  return found ?? null;
}
