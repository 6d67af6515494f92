import { pino } from 'pino';
import { everyMs, startContractServer } from '@/bench/mirror-contract-server';
import type { ScratchDatabase } from '@/bench/mirror-scratch-database';
import { systemClock } from '@/lib/clock';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { connectXem } from '@/lib/xem/connect';

const missed = 100_000;
/** As from a router in the same region: a thousand pages, one after another, have to fit into a minute. */
const latencyMs = 20;

export type CatchUp = { rows: number; seconds: number; isExact: boolean; listedSeconds: number };

/** How long the mirror takes for what happened while XEM was away, beside merely reading the same pages. */
export async function measureCatchUp({ db, sql }: ScratchDatabase): Promise<CatchUp> {
  const server = await startContractServer({ latencyMs });
  try {
    const xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: 'bench' });
    const context = { db, xem, clock: systemClock, logger: pino({ level: 'silent' }) };
    server.happen(1_000, Date.now() - missed * everyMs);
    while ((await pollSource(context, 'executions')).nextAfterMs === 0);
    server.happen(missed, Date.now());

    const startedAt = performance.now();
    while ((await pollSource(context, 'executions')).nextAfterMs === 0);
    const seconds = (performance.now() - startedAt) / 1000;

    const listedAt = performance.now();
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof xem.listExecutions>> = await xem.listExecutions({
        limit: 100,
        ...(after !== null && { after }),
      });
      after = page.nextAfter;
    } while (after !== null);
    const listedSeconds = (performance.now() - listedAt) / 1000;

    const { rows } = await sql.query<{ all: number; ids: number }>(
      `select count(*)::int as all, count(distinct "executionId")::int as ids from "Execution"
       where starts_with("executionId", 'exe_')`,
    );
    const wanted = missed + 1_000;
    return {
      rows: missed,
      seconds,
      isExact: rows[0]?.all === wanted && rows[0].ids === wanted,
      listedSeconds,
    };
  } finally {
    await server.close();
  }
}
