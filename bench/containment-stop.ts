import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { agentIdsFor, workspaceId } from '@/bench/containment-fleet';
import { startFleetRouter } from '@/bench/containment-router';
import type { ScratchDatabase } from '@/bench/mirror-scratch-database';
import { everyAgentPhrase } from '@/lib/containment/hold';
import { placeHold } from '@/lib/containment/server/place-hold';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { startWorkerProcess } from '@/lib/testing/start-worker-process';
import { testContext } from '@/lib/testing/test-context';

export const latencyMs = 80;

export type StopTimes = { placedMs: number; acknowledgedMs: number; observedMs: number };

/** From the press to the last acknowledgement, by one replica of worker processes while it polls as usual. */
export async function measureStop({ db, url }: ScratchDatabase, agentCount: number): Promise<StopTimes> {
  const agentIds = agentIdsFor(agentCount);
  const router = await startFleetRouter(agentIds, { latencyMs, workspaceId });
  const home = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  const worker = startWorkerProcess({
    DATABASE_URL: url,
    HOLDFAST_HOME: home,
    HOLDFAST_ROLE: 'worker',
    XEM_BASE_URL: router.baseUrl,
    XEM_API_KEY: 'bench-key',
    LOG_LEVEL: 'error',
  });
  try {
    await until(async () => {
      const agents = await db.sourceFreshness.findUnique({ where: { source: 'agents' } });
      return agents?.lastSuccessAt != null;
    });
    const context = testContext(db, { role: 'responder' });
    const incident = await arrangeIncident(context);
    const pressedAt = Date.now();
    const hold = await placeHold(context, {
      incidentRef: incidentRefOf(incident.number),
      rung: 'all',
      reason: 'bench',
      seenAgentIds: agentIds,
      confirmName: everyAgentPhrase,
    });
    const placedMs = Date.now() - pressedAt;
    await until(async () => {
      const open = await db.holdTarget.count({ where: { holdId: hold.holdId, observedAt: null } });
      return open === 0;
    });
    if (router.pausedCount() !== agentCount) throw new Error('not every agent is paused at the router');
    const { _max: last } = await db.holdTarget.aggregate({
      where: { holdId: hold.holdId },
      _max: { acceptedAt: true, observedAt: true },
    });
    return {
      placedMs,
      acknowledgedMs: Number(last.acceptedAt) - pressedAt,
      observedMs: Number(last.observedAt) - pressedAt,
    };
  } finally {
    await worker.kill();
    await router.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 300_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it never came about');
    await delay(50);
  }
}
