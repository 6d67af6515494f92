import type { ScratchDatabase } from '@/bench/mirror-scratch-database';

export const workspaceId = 'ws_bench';
export const executionCount = 100_000;

export const agentIdsFor = (count: number) =>
  Array.from({ length: count }, (_, index) => `agt_bench_${index}`);

/**
 * A fleet that serves one workspace, with a day of executions behind it, some calls under way and some that wait. Every
 * agent is known by its binding, its manifest and its executions.
 */
export async function arrangeFleet({ sql }: ScratchDatabase, agentCount: number): Promise<void> {
  await sql.query(
    `insert into "Workspace" ("workspaceId", name, raw, "firstSeenAt", "observedAt") values ($1, $1, '{}', now(), now())`,
    [workspaceId],
  );
  await sql.query(
    `insert into "Agent" ("agentId", name, status, "workspaceIds", tools, "isPaused", "pausedWorkspaceIds",
       "pausedWorkspacesKnown", "inFlight", raw, "firstSeenAt", "observedAt")
     select 'agt_bench_' || n, 'agt_bench_' || n, 'active', array[$2], '{}', false, '{}', true, '{}', '{}', now(), now()
     from generate_series(0, $1::int - 1) as n`,
    [agentCount, workspaceId],
  );
  await sql.query(
    `insert into "WorkspaceAgent" ("workspaceId", "agentId", source, "observedAt")
     select $2, 'agt_bench_' || n, source::"BindingSource", now()
     from generate_series(0, $1::int - 1) as n, unnest(array['binding', 'manifest', 'execution']) as source`,
    [agentCount, workspaceId],
  );
  await sql.query(
    `insert into "Execution" ("executionId", "invocationId", "workspaceId", "toolName", "agentId", risk, status,
       arguments, output, "startedAt", "completedAt", raw, "occurredAt", "firstSeenAt", "observedAt")
     select 'exe_' || n, 'inv_' || n, $3, 'tool_' || n % 40, 'agt_bench_' || n % $2::int,
       (array['read', 'read', 'write', 'destructive'])[1 + n % 4],
       case when n <= 300 then 'running' else 'completed' end, '{"name":"server-1"}', repeat('x', 300), at,
       case when n <= 300 then null else at + interval '1 second' end, '{"kept":true}', at, at, at
     from generate_series(1, $1::int) as n, lateral (select now() - n * interval '1 day' / $1::int) as time(at)`,
    [executionCount, agentCount, workspaceId],
  );
  await sql.query(
    `insert into "Invocation" ("invocationId", "executionId", "workspaceId", "toolName", "agentId", risk, status,
       "createdAt", raw, "firstSeenAt", "observedAt")
     select 'inv_' || n, case when n <= 300 or n > 900 then 'exe_' || n end, $3, 'tool_' || n % 40,
       'agt_bench_' || n % $2::int, 'write',
       case when n <= 300 then 'running' when n <= 900 then 'queued' else 'completed' end, at, '{}', at, at
     from generate_series(1, $1::int) as n, lateral (select now() - n * interval '1 day' / $1::int) as time(at)`,
    [executionCount, agentCount, workspaceId],
  );
  await sql.query('vacuum analyze');
}
