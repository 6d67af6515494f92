import 'server-only';
import type { Transaction } from '@/lib/db/client';

/** First key of the advisory lock; any number that nothing else uses. */
const lockClass = 1_213_157;

/**
 * Lets one transaction at a time store or move executions, until it ends. The key of a partitioned table holds the time, so
 * the database itself would take the same execution twice when its time becomes known later. A process that dies lets go,
 * since its transaction ends with its connection.
 */
export async function lockExecutions(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockClass}::int, 0)`;
}
