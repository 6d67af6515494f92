import { workspaceId } from '@/bench/containment-fleet';
import type { ScratchDatabase } from '@/bench/mirror-scratch-database';
import type { HoldSelection } from '@/lib/containment/hold';
import { previewHold } from '@/lib/containment/server/preview-hold';
import { testContext } from '@/lib/testing/test-context';

const rounds = 40;

export type PreviewLatency = { rung: string; p50: number; p95: number };

/** What the dialog waits for, on every rung of the ladder. */
export async function measurePreviews({ db }: ScratchDatabase): Promise<PreviewLatency[]> {
  const agentId = 'agt_bench_7';
  const selections: HoldSelection[] = [
    { rung: 'agent_in_workspace', agentId, workspaceId },
    { rung: 'agent', agentId },
    { rung: 'workspace', workspaceId },
    { rung: 'all' },
  ];
  const results: PreviewLatency[] = [];
  for (const selection of selections) {
    const samples: number[] = [];
    for (let round = -3; round < rounds; round += 1) {
      const startedAt = performance.now();
      await previewHold(testContext(db, { role: 'viewer' }), selection);
      if (round >= 0) samples.push(performance.now() - startedAt);
    }
    samples.sort((one, other) => one - other);
    const at = (share: number) => samples[Math.floor(samples.length * share)] ?? Number.NaN;
    results.push({ rung: selection.rung, p50: at(0.5), p95: at(0.95) });
  }
  return results;
}
