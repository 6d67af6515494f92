import 'server-only';
import type { Transaction } from '@/lib/db/client';

/**
 * Before these (locked) scopes are asked about afresh: remembers on them when XEM was last told to resume, unless the
 * one call for it was seen to be carried out, or refused. XEM may still carry out what it took and has not shown, also
 * within a later stop, where it would look like somebody's wish.
 */
export async function keepOpenResumes(tx: Transaction, scopeIds: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AgentScope" SET "openResumeAt" = "lastAttemptAt"
    WHERE id = ANY(${scopeIds}::uuid[]) AND desired = 'running' AND "attemptCount" > 0
      AND NOT ("attemptCount" = 1 AND progress IN ('observed', 'rejected', 'gone'))`;
}
