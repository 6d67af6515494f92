import type { Context } from '@/lib/context';
import type { Execution, Prisma } from '@/lib/db/generated/client';

/** A mirrored execution: a completed read of a minute ago, unless told otherwise. */
export async function arrangeExecution(
  context: Pick<Context, 'db' | 'clock'>,
  overrides: Partial<Prisma.ExecutionUncheckedCreateInput> = {},
): Promise<Execution> {
  const now = context.clock.now();
  const startedAt = overrides.startedAt ?? new Date(now.getTime() - 60_000);
  return context.db.execution.create({
    data: {
      executionId: `exe_${crypto.randomUUID()}`,
      status: 'completed',
      risk: 'read',
      toolName: 'kubectl_get',
      agentId: 'agt_1',
      workspaceId: 'ws_1',
      startedAt,
      occurredAt: startedAt,
      raw: {},
      firstSeenAt: now,
      observedAt: now,
      ...overrides,
    },
  });
}
