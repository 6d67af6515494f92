import { arrangeFleet, executionCount } from '@/bench/containment-fleet';
import { loopedCount, measureLoop } from '@/bench/containment-loop';
import { measurePreviews, type PreviewLatency } from '@/bench/containment-preview';
import { latencyMs, measureStop, type StopTimes } from '@/bench/containment-stop';
import { withScratchDatabase } from '@/bench/mirror-scratch-database';

/** How long a stop takes from the press to the last acknowledgement, against the same calls one after another. */
export async function run(): Promise<void> {
  const perCallMs = await measureLoop();
  console.log(
    `xeroctl, one call after another: ${perCallMs.toFixed(0)} ms a call, measured on ${loopedCount} calls; XEM answers in ${latencyMs} ms`,
  );
  for (const agentCount of [200, 2_000]) {
    await withScratchDatabase(async (scratch) => {
      await arrangeFleet(scratch, agentCount);
      const previews = await measurePreviews(scratch);
      printStop(agentCount, await measureStop(scratch, agentCount), perCallMs);
      printPreviews(agentCount, previews);
    });
  }
}

function printStop(agentCount: number, times: StopTimes, perCallMs: number): void {
  const { placedMs, acknowledgedMs, observedMs } = times;
  const budget = agentCount === 200 ? ' (budget 5.0 s)' : '';
  const ratio = (perCallMs * agentCount) / acknowledgedMs;
  console.log(
    `stop of ${agentCount} agents: written down in ${placedMs} ms, last acknowledged after ${seconds(acknowledgedMs)}${budget}, last seen paused after ${seconds(observedMs)}`,
  );
  console.log(
    `  the loop would take ${seconds(perCallMs * agentCount)}: ${ratio.toFixed(1)} times as long (budget 20)`,
  );
}

function printPreviews(agentCount: number, previews: PreviewLatency[]): void {
  const budget = agentCount === 200 ? ' (budget p95 300 ms)' : '';
  console.log(`preview of ${agentCount} agents beside ${executionCount} executions${budget}:`);
  for (const { rung, p50, p95 } of previews) {
    console.log(`  ${rung.padEnd(20)} p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
  }
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
