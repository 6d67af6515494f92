import { AppError } from '@/lib/errors';

/** A place in the timeline: entries are ordered by when they happened, then by when they were written. */
export type TimelinePlace = { happenedAt: Date; sequence: number };

export function writeCursor({ happenedAt, sequence }: TimelinePlace): string {
  return `${happenedAt.getTime()}.${sequence}`;
}

/** Throws `invalid_input` for a cursor that we did not give. */
export function readCursor(cursor: string): TimelinePlace {
  const [, time, sequence] = cursor.match(/^(-?\d{1,15})\.(\d{1,9})$/) ?? [];
  const happenedAt = new Date(Number(time));
  if (sequence === undefined || Number.isNaN(happenedAt.getTime())) {
    throw new AppError('invalid_input', 'cursor: is not one that this timeline gave');
  }
  return { happenedAt, sequence: Number(sequence) };
}
