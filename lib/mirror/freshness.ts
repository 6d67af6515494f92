import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { sourceNameSchema } from '@/lib/mirror/source-schema';

/**
 * How old what we know of a source is: late after one missed reading, stale after three. What this way to XEM does not offer
 * is unavailable, which is no outage: nothing is waited for.
 */
export const freshnessStates = ['fresh', 'late', 'stale', 'never', 'unavailable'] as const;
export const freshnessStateSchema = z.enum(freshnessStates);
export type FreshnessState = z.infer<typeof freshnessStateSchema>;

export const sourceFreshnessSchema = z.object({
  source: sourceNameSchema,
  state: freshnessStateSchema,
  lastAttemptAt: instant.nullable(),
  lastSuccessAt: instant.nullable(),
  /** Since the last success, by the server's clock when it answered. */
  ageMs: z.number().int().nullable(),
  expectedEveryMs: z.number().int(),
  /** When the outage began that has not ended; null while the source can be read. */
  failingSince: instant.nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  /** Older rows are still being fetched, after an outage or a first start. */
  isCatchingUp: z.boolean(),
  /** How far that has come: rows read, and the time down to which they are read of where it has to go. */
  catchUp: z
    .object({
      startedAt: instant,
      rowsRead: z.number().int(),
      readBackTo: instant.nullable(),
      /** Null is the end of XEM's list. */
      downTo: instant.nullable(),
    })
    .nullable(),
});
export type SourceFreshness = z.infer<typeof sourceFreshnessSchema>;

export function freshnessState(ageMs: number | null, expectedEveryMs: number): FreshnessState {
  if (ageMs === null) return 'never';
  // A reading takes its time, so one interval of age is as fresh as it gets.
  const missed = Math.floor(ageMs / expectedEveryMs) - 1;
  if (missed >= 3) return 'stale';
  return missed >= 1 ? 'late' : 'fresh';
}
