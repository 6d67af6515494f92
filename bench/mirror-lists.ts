import type { ScratchDatabase } from '@/bench/mirror-scratch-database';
import { readApprovals } from '@/lib/approvals/server/read-approvals';
import { systemClock } from '@/lib/clock';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { readExecutions } from '@/lib/executions/server/read-executions';

const callCount = 1_000_000;
const gatedCount = 50_000;
const rounds = 40;

export type ListLatency = { list: string; p50: number; p95: number };

/** An invocation for each execution, all but a few hundred over, and the approvals of some of them. */
export async function fillCalls({ sql }: ScratchDatabase): Promise<void> {
  await sql.query(
    `insert into "Invocation" ("invocationId", "executionId", "agentId", "workspaceId", "toolName", risk, status, "createdAt", raw,
       "firstSeenAt", "observedAt")
     select 'inv_' || n, 'old_' || n, 'agt_' || n % 2000, 'ws_' || n % 300, 'tool_' || n % 40, 'read',
       case when n % 5000 = 0 then 'queued' when n % 7 = 0 then 'failed' else 'completed' end, at, '{}', at, at
     from generate_series(1, $1::int) as n, lateral (select now() - n * interval '7 seconds') as time(at)`,
    [callCount],
  );
  await sql.query(
    `insert into "Approval" ("approvalId", status, risk, "toolName", "workspaceId", "invocationId", "agentId", "createdAt",
       "expiresAt", raw, "firstSeenAt", "observedAt")
     select 'apr_' || n, case when n % 500 = 0 then 'pending' else 'approved' end, 'destructive', 'tool_' || n % 40,
       'ws_' || n % 300, 'inv_' || n, 'agt_' || n % 2000, at, at + interval '1 hour', '{}', at, at
     from generate_series(1, $1::int) as n, lateral (select now() - n * interval '140 seconds') as time(at)`,
    [gatedCount],
  );
  await sql.query('vacuum analyze "Invocation", "Approval"');
}

/** The first page of what people look at most, and what every look at a hold counts. */
export async function measureLists({ db }: ScratchDatabase): Promise<ListLatency[]> {
  const context = { db, clock: systemClock };
  const page = { limit: 50 };
  const lists: [string, () => Promise<unknown>][] = [
    ['newest executions', () => readExecutions(context, page as Parameters<typeof readExecutions>[1])],
    ['open approvals', () => readApprovals(context, { ...page, state: 'open' })],
    ['decided approvals', () => readApprovals(context, { ...page, state: 'decided' })],
    ['open calls of every agent', () => readOpenCalls(db, { agentIds: null }, systemClock.now())],
  ];
  const results: ListLatency[] = [];
  for (const [list, read] of lists) {
    const samples: number[] = [];
    for (let round = -3; round < rounds; round += 1) {
      const startedAt = performance.now();
      await read();
      if (round >= 0) samples.push(performance.now() - startedAt);
    }
    samples.sort((one, other) => one - other);
    const at = (share: number) => samples[Math.floor(samples.length * share)] ?? Number.NaN;
    results.push({ list, p50: at(0.5), p95: at(0.95) });
  }
  return results;
}
