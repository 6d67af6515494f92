import type { ScratchDatabase } from '@/bench/mirror-scratch-database';
import { systemClock } from '@/lib/clock';
import { readExecutions } from '@/lib/executions/server/read-executions';
import { summaryColumns } from '@/lib/executions/server/summarise-executions';
import { makePartitions } from '@/lib/mirror/server/make-partitions';

export const storedCount = 1_000_000;
const days = 90;
const workspaceCount = 300;
const rounds = 300;
const dayMs = 86_400_000;
const pageSize = 50;

/** A million executions over three months, most of them read calls that went well. */
export async function fillExecutions(
  { sql }: ScratchDatabase,
  context: Parameters<typeof makePartitions>[0],
): Promise<void> {
  const now = Date.now();
  await makePartitions(
    context,
    Array.from({ length: days + 1 }, (_, day) => new Date(now - day * dayMs)),
  );
  await sql.query(
    `insert into "Execution" ("executionId", "invocationId", "workspaceId", "toolName", "agentId", risk, status, "exitCode",
       arguments, output, "chatId", "requestedBy", "startedAt", "completedAt", "durationMs", raw,
       "occurredAt", "firstSeenAt", "observedAt")
     select 'old_' || n, 'inv_' || n, 'ws_' || n % $2::int, 'tool_' || n % 40, 'agt_' || n % 2000,
       (array['read', 'read', 'read', 'write', 'destructive'])[1 + n % 5],
       (array['completed', 'completed', 'completed', 'completed', 'failed', 'timed_out'])[1 + n % 6], 0,
       '{"name":"server-1"}', repeat('x', 200), 'chat_' || n % 700, 'service-watch', at, at, 15, '{"kept":true}', at, at, at
     from generate_series(1, $1::int) as n,
       lateral (select now() - interval '1 hour' - n * ($3::int * interval '1 day' / $1::int)) as time(at)`,
    [storedCount, workspaceCount, days],
  );
  await sql.query('vacuum analyze "Execution"');
}

export type FilterLatency = { server: Percentiles; bare: Percentiles };
type Percentiles = { p50: number; p95: number };

/** A page of one workspace and status in a window of one to thirty days, as the server reads it and as bare SQL does. */
export async function measureFilter({ db, sql }: ScratchDatabase): Promise<FilterLatency> {
  const server: number[] = [];
  const bare: number[] = [];
  const columns = Object.keys(summaryColumns).map((name) => `"${name}"`);
  for (let round = -20; round < rounds; round += 1) {
    const begins = Date.now() - (31 + ((round * 37) % (days - 62))) * dayMs;
    const [since, until] = [new Date(begins), new Date(begins + (1 + (Math.abs(round) % 30)) * dayMs)];
    const workspaceId = `ws_${Math.abs(round * 53) % workspaceCount}`;
    const readBare = () =>
      sql.query(
        `select ${columns.join(', ')} from "Execution"
         where "occurredAt" >= $1 and "occurredAt" <= $2 and status = 'failed' and "workspaceId" = $3
         order by "occurredAt" desc, "executionId" desc limit ${pageSize + 1}`,
        [since, until, workspaceId],
      );
    const readServer = () =>
      readExecutions({ db, clock: systemClock }, {
        limit: pageSize,
        since: since.toISOString(),
        until: until.toISOString(),
        status: ['failed'],
        workspaceId: [workspaceId],
      } as Parameters<typeof readExecutions>[1]);
    // Each is first as often as the other, so that neither always finds the pages warm.
    for (const side of round % 2 === 0 ? (['bare', 'server'] as const) : (['server', 'bare'] as const)) {
      const startedAt = performance.now();
      await (side === 'bare' ? readBare() : readServer());
      if (round >= 0) (side === 'bare' ? bare : server).push(performance.now() - startedAt);
    }
  }
  return { server: percentiles(server), bare: percentiles(bare) };
}

function percentiles(samples: number[]): Percentiles {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
