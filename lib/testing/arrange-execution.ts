import type { Database } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

/** A mirrored execution that ended well; give what the test is about. Returns its id. */
export async function arrangeExecution(
  db: Database,
  overrides: Partial<Prisma.ExecutionUncheckedCreateInput> = {},
): Promise<string> {
  const occurredAt = new Date(overrides.occurredAt ?? '2026-11-22T14:00:00Z');
  const executionId = overrides.executionId ?? `exe_${crypto.randomUUID()}`;
  await db.execution.create({
    data: {
      status: 'completed',
      exitCode: 0,
      startedAt: occurredAt,
      completedAt: new Date(occurredAt.getTime() + 1_200),
      durationMs: 1_200,
      raw: {},
      occurredAt,
      firstSeenAt: occurredAt,
      observedAt: occurredAt,
      ...overrides,
      executionId,
    },
  });
  return executionId;
}
