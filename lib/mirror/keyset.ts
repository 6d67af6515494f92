import { AppError } from '@/lib/errors';

/** A place in a list that is ordered by time and then id, newest first: what a page's cursor says. */
export type Keyset = { at: Date; id: string };

export function writeKeyset({ at, id }: Keyset): string {
  return `${at.getTime()}.${id}`;
}

/** Throws `invalid_input` for a cursor that we did not give. */
export function readKeyset(cursor: string): Keyset {
  const [, time, id] = cursor.match(/^(-?\d{1,15})\.(.+)$/s) ?? [];
  const at = new Date(Number(time));
  if (id === undefined || Number.isNaN(at.getTime())) {
    throw new AppError('invalid_input', 'cursor: is not one that a list gave');
  }
  return { at, id };
}
