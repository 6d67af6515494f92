/** A back-fill waits for its turn, reads, and ends in one of three ways. */
export const backfillStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type BackfillState = (typeof backfillStates)[number];

export const unfinishedStates = ['queued', 'running'] as const satisfies BackfillState[];

export const isUnfinished = (state: BackfillState): boolean => state === 'queued' || state === 'running';

export const backfillStateLabels: Record<BackfillState, string> = {
  queued: 'Queued',
  running: 'Reading',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};
