import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Role } from '@/lib/auth/role';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import { releaseHold } from '@/lib/containment/server/release-hold';
import type { Context } from '@/lib/context';
import { connectDatabase, type Database } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { type OwnPostgres, startOwnPostgres } from '@/lib/testing/own-postgres';
import { startWorkerProcess, type WorkerProcess } from '@/lib/testing/start-worker-process';
import { testContext } from '@/lib/testing/test-context';
import { startWatchedRouter, type WatchedRouter } from '@/lib/testing/watched-router';

export type Placed = { incidentRef: string; holdId: string };

export type ContainmentWorld = {
  db: Database;
  router: WatchedRouter;
  postgres: OwnPostgres;
  /** Workers that died although nobody killed them. */
  deaths(): string[];
  as(role: Role, db?: Database): Context;
  startWorkers(count: number): void;
  /** The oldest ones, or all of them. */
  killWorkers(count?: number): Promise<void>;
  hold(agentId: string, incidentRef?: string): Promise<Placed>;
  release(placed: Placed): Promise<void>;
  scopeOf(agentId: string): Promise<AgentScope | null>;
  /** Keeps everybody else from writing to this agent's scope until called back. */
  lockScope(agentId: string): Promise<() => Promise<void>>;
  /** How many statements of others wait for a lock. */
  countBlocked(): Promise<number>;
  /** Whether a worker is at the job of this agent's scope. */
  isJobTaken(agentId: string): Promise<boolean>;
  close(): Promise<void>;
};

/** Real PostgreSQL, real worker processes and a router, none of which knows that it is a test. */
export async function startContainmentWorld(): Promise<ContainmentWorld> {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-world-'));
  const [postgres, router] = await Promise.all([startOwnPostgres(), startWatchedRouter()]);
  const db = connectDatabase(postgres.url);
  const workers: WorkerProcess[] = [];
  const started: WorkerProcess[] = [];
  const as = (role: Role, by: Database = db) => testContext(by, { role, xem: router.xem });
  for (const source of ['workspaces', 'agents'] as const) await pollSource(as('admin'), source);

  return {
    db,
    router,
    postgres,
    deaths: () => started.flatMap((worker) => worker.ownEnd() ?? []),
    as,
    startWorkers(count) {
      for (let one = 0; one < count; one += 1) {
        const worker = startWorkerProcess({
          DATABASE_URL: postgres.url,
          HOLDFAST_HOME: home,
          HOLDFAST_ROLE: 'worker',
          XEM_BASE_URL: router.baseUrl,
          XEM_API_KEY: router.key,
        });
        workers.push(worker);
        started.push(worker);
      }
    },
    async killWorkers(count = workers.length) {
      await Promise.all(workers.splice(0, count).map((worker) => worker.kill()));
    },
    async hold(agentId, given) {
      const incidentRef = given ?? incidentRefOf((await arrangeIncident(as('responder'))).number);
      const input = placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' });
      const { holdId } = await placeHold(as('responder'), { ...input, incidentRef });
      return { incidentRef, holdId };
    },
    async release(placed) {
      await releaseHold(as('commander'), { ...placed, reason: 'the cause is fixed' });
    },
    scopeOf: (agentId) => db.agentScope.findFirst({ where: { agentId } }),
    async lockScope(agentId) {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      await client.query('begin');
      await client.query('select from "AgentScope" where "agentId" = $1 for update', [agentId]);
      return () => client.end();
    },
    async countBlocked() {
      const rows = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return rows[0]?.count ?? 0;
    },
    async isJobTaken(agentId) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT FROM graphile_worker._private_jobs AS job
        JOIN "AgentScope" AS scope ON job.payload ->> 'scopeId' = scope.id::text
        WHERE scope."agentId" = ${agentId} AND job.locked_by IS NOT NULL`;
      return rows.length > 0;
    },
    async close() {
      await Promise.all(workers.splice(0).map((worker) => worker.kill()));
      await db.$disconnect();
      await router.close();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
