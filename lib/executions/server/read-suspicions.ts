import 'server-only';
import { z } from 'zod';
import type { Context } from '@/lib/context';
import { failedStatuses, hasFailed } from '@/lib/executions/execution-status';
import { failuresInBurst, looksWrong, type Suspicion } from '@/lib/executions/looks-wrong';
import type { Summarised } from '@/lib/executions/server/summarise-executions';

/** Failures this long before and after one may belong to the same burst, in ms. */
const burstMarginMs = 5 * 60_000;
const failuresRead = 5_000;

const toolLimit = z.looseObject({ timeout_ms: z.number().positive() });

/** What is wrong with each of these executions, by id. `raw` is needed for those still running. */
export async function readSuspicions(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  executions: (Summarised & { raw?: unknown })[],
): Promise<Map<string, Suspicion[]>> {
  const failed = executions.filter(({ summary }) => hasFailed(summary.status));
  const times = failed.map(({ summary }) => Date.parse(summary.occurredAt));
  const neighbours =
    failed.length === 0
      ? []
      : await db.execution.findMany({
          where: {
            status: { in: [...failedStatuses] },
            occurredAt: {
              gte: new Date(Math.min(...times) - burstMarginMs),
              lte: new Date(Math.max(...times) + burstMarginMs),
            },
          },
          select: { executionId: true, agentId: true, toolName: true, occurredAt: true },
          orderBy: { occurredAt: 'desc' },
          take: failuresRead,
        });
  const burst = failuresInBurst(neighbours);
  const now = clock.now();
  return new Map(
    executions.map(({ summary, approvalResolvedAt, raw }) => {
      const limit = toolLimit.safeParse(raw);
      const facts = {
        ...summary,
        startedAt: dateOf(summary.startedAt),
        completedAt: dateOf(summary.completedAt),
        approvalResolvedAt,
        timeoutMs: limit.success ? limit.data.timeout_ms : null,
      };
      return [summary.executionId, looksWrong(facts, { now, burst })];
    }),
  );
}

const dateOf = (at: string | null): Date | null => (at === null ? null : new Date(at));
