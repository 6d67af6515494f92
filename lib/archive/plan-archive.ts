import type { ArchiveState } from '@/lib/archive/archive';

/** What is known of an archive between two steps. */
export type ArchiveProgress = {
  state: ArchiveState;
  xemExportId: string | null;
  createSentAt: Date | null;
  requestedAt: Date;
};

export type ArchiveStep =
  | { kind: 'create' }
  | { kind: 'wait'; forMs: number }
  /** XEM was asked and nobody knows what it said. */
  | { kind: 'give_up' }
  | { kind: 'poll'; exportId: string }
  | { kind: 'download'; exportId: string }
  | { kind: 'none' };

/** A call that has not answered after this long, in ms, has died with its process. Four times the call's own limit. */
const answerLostAfterMs = 60_000;

/**
 * The next step, from the state alone. Asking XEM for an export is a write, so it is made once: whoever finds that it
 * was sent, and knows no answer, waits for the one who sent it and then leaves the decision to a person.
 */
export function planArchive(archive: ArchiveProgress, now: Date): ArchiveStep {
  const { state, xemExportId: exportId } = archive;
  if (state === 'requested') return { kind: 'create' };
  if (state === 'ready' || state === 'failed') return { kind: 'none' };
  if (exportId === null) {
    const sentMsAgo = now.getTime() - (archive.createSentAt ?? archive.requestedAt).getTime();
    const forMs = answerLostAfterMs - sentMsAgo;
    return forMs > 0 ? { kind: 'wait', forMs } : { kind: 'give_up' };
  }
  return state === 'exporting' ? { kind: 'poll', exportId } : { kind: 'download', exportId };
}

export type ExportOutcome = 'completed' | 'failed' | 'going_on';

const outcomes: Record<string, ExportOutcome> = {
  completed: 'completed',
  complete: 'completed',
  succeeded: 'completed',
  ready: 'completed',
  done: 'completed',
  failed: 'failed',
  error: 'failed',
  cancelled: 'failed',
  canceled: 'failed',
  expired: 'failed',
};

/** An unknown word counts as going on: a person sees it and can decide. */
export function exportOutcome(xemStatus: string): ExportOutcome {
  return outcomes[xemStatus.toLowerCase()] ?? 'going_on';
}

/** How long to wait before XEM is asked again, in ms: often at first, since most exports are quick. */
export function pollDelayMs(archive: { requestedAt: Date }, now: Date): number {
  const ageMs = now.getTime() - archive.requestedAt.getTime();
  if (ageMs < 60_000) return 2_000;
  return ageMs < 600_000 ? 10_000 : 60_000;
}
