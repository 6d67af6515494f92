import { pino } from 'pino';
import { type CatchUp, measureCatchUp } from '@/bench/mirror-catch-up';
import { type FilterLatency, fillExecutions, measureFilter, storedCount } from '@/bench/mirror-filter';
import { fillCalls, type ListLatency, measureLists } from '@/bench/mirror-lists';
import { withScratchDatabase } from '@/bench/mirror-scratch-database';
import { measureWebhookIntake, printWebhookIntake } from '@/bench/mirror-webhook-intake';
import { systemClock } from '@/lib/clock';

/** What the mirror does at size: webhooks coming in, lists over a million executions, and catching up beside them. */
export async function run(): Promise<void> {
  // First, since the settings are read once in a process and the route has its own.
  printWebhookIntake(await withScratchDatabase(({ url }) => measureWebhookIntake(url)));
  await withScratchDatabase(async (scratch) => {
    await fillExecutions(scratch, { db: scratch.db, clock: systemClock, logger: pino({ level: 'warn' }) });
    await fillCalls(scratch);
    printFilter(await measureFilter(scratch));
    printLists(await measureLists(scratch));
    printCatchUp(await measureCatchUp(scratch));
  });
}

function printFilter({ server, bare }: FilterLatency): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `window + status + workspace, ${storedCount} executions: p50 ${ms(server.p50)}, p95 ${ms(server.p95)} (budget 50 ms)`,
  );
  console.log(
    `  the same bare SQL: p50 ${ms(bare.p50)}, p95 ${ms(bare.p95)}; ` +
      `ratio p50 ${(server.p50 / bare.p50).toFixed(2)}, p95 ${(server.p95 / bare.p95).toFixed(2)} (budget 2)`,
  );
}

function printLists(lists: ListLatency[]): void {
  for (const { list, p50, p95 } of lists)
    console.log(`${list}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
}

function printCatchUp({ rows, seconds, isExact, listedSeconds }: CatchUp): void {
  console.log(
    `catch-up after an outage: ${rows} executions in ${seconds.toFixed(1)} s (budget 60 s), ` +
      `${(rows / seconds).toFixed(0)} a second, ${isExact ? 'none lost, none doubled' : 'NOT THE SAME SET'}`,
  );
  console.log(
    `  reading the same pages and keeping nothing: ${listedSeconds.toFixed(1)} s, ratio ${(seconds / listedSeconds).toFixed(2)}`,
  );
}
