import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { backfillStates } from '@/lib/mirror/backfill';

export const backfillSchema = z.object({
  backfillId: z.uuid(),
  state: z.enum(backfillStates),
  /** How far back it reads. */
  since: instant,
  rowsRead: z.number().int(),
  /** Of those, how many were new to Holdfast or had changed. */
  rowsStored: z.number().int(),
  /** The oldest execution read so far. */
  oldestReachedAt: instant.nullable(),
  /** Over the time since it began; null until there is something to say. */
  rowsPerSecond: z.number().nullable(),
  requestedByName: z.string(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  lastReadAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Who cancelled it. */
  endedByName: z.string().nullable(),
  /** Why it reads nothing at the moment. */
  waitingFor: z.string().nullable(),
  /** What went wrong last, and how often in a row. */
  errorMessage: z.string().nullable(),
  failureCount: z.number().int(),
});
export type Backfill = z.infer<typeof backfillSchema>;

export const requestBackfillInput = z.strictObject({ since: instant });

export const mirrorSchema = z.object({
  /** The oldest and the newest execution that is kept; null while there is none. */
  oldestExecutionAt: instant.nullable(),
  newestExecutionAt: instant.nullable(),
  /** By the database's own estimate: exact counts of millions are slow. */
  executionCountEstimate: z.number().int(),
  retentionDays: z.number().int(),
  /** What is older goes, except for what incidents need; a back-fill reaches no further. */
  keptSince: instant,
});
export type Mirror = z.infer<typeof mirrorSchema>;
