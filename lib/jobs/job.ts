import { z } from 'zod';
import { sourceNameSchema } from '@/lib/mirror/source-schema';

/**
 * The background work there is, and what each job carries. Every job does one step and says when it wants the next, so
 * that a crash anywhere is answered by running it again.
 */
export const jobPayloads = {
  poll_source: z.object({ source: sourceNameSchema }),
  reconcile_scope: z.object({ scopeId: z.uuid() }),
  follow_hints: z.object({}),
  advance_release: z.object({ releaseId: z.uuid() }),
  advance_archive: z.object({ archiveId: z.uuid() }),
  run_probe: z.object({ probeId: z.uuid() }),
  forget_old: z.object({}),
  tend_partitions: z.object({}),
  forget_history: z.object({}),
  advance_backfill: z.object({ backfillId: z.uuid() }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;
