import { createHash } from 'node:crypto';

/** The key of a job that nobody watches: the one that stories leak. */
export const leakableKey = 'capacity automation';

export function keyIdOf(name: string): string {
  return `key_${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}
