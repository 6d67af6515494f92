import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { agentIdsFor, workspaceId } from '@/bench/containment-fleet';
import { startFleetRouter } from '@/bench/containment-router';
import { latencyMs } from '@/bench/containment-stop';

/** As many as tell the time of one; a loop of thousands takes that long over again. */
export const loopedCount = 100;

/** Milliseconds of one `xeroctl agents pause-exec`, as a person would loop over a list of agents. */
export async function measureLoop(): Promise<number> {
  const agentIds = agentIdsFor(loopedCount);
  const router = await startFleetRouter(agentIds, { latencyMs, workspaceId });
  try {
    const startedAt = performance.now();
    for (const agentId of agentIds) await pauseByClient(router.baseUrl, agentId);
    if (router.pausedCount() !== loopedCount) throw new Error('the client did not pause every agent');
    return (performance.now() - startedAt) / loopedCount;
  } finally {
    await router.close();
  }
}

async function pauseByClient(baseUrl: string, agentId: string): Promise<void> {
  const client = spawn(
    'lib/simulator/cli/xeroctl',
    ['agents', 'pause-exec', agentId, '--base-url', baseUrl, '--api-key', 'bench-key'],
    { stdio: 'ignore' },
  );
  const [code] = await once(client, 'exit');
  if (code !== 0) throw new Error(`the client ended with ${code}`);
}
