import { lab } from '@/lib/simulator/scenarios/acme-fleet';
import { everyday } from '@/lib/simulator/scenarios/everyday';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';

const seconds = (count: number) => count * 1000;

const culprit = 'agt_xem_lab_01';
/** As many as it takes at a time. */
const ceiling = 4;
const forEverMs = 10 * 365 * 86_400_000;

/**
 * Calls go in and never come back. The agent renews its lease as if nothing were the matter, so that every
 * list shows it as healthy, while its four places fill up and all later work queues behind them. A pause
 * changes nothing about what hangs; a cancel frees one place, and what waits takes it.
 */
export const stuckAgent: Scenario = {
  ...everyday,
  name: 'stuck-agent',
  summary: 'An agent with a live lease never finishes its calls, and all others queue behind them.',
  opening: { chapter: 'the watch on a pod begins', afterMs: seconds(75) },

  chapters: {
    'the watch on a pod begins': (stage) => stage.afterwards(0, 'another call does not come back', ceiling),

    'another call does not come back': (stage, left) => {
      if (stage.isGone(culprit)) return;
      stage.call({
        agentId: culprit,
        workspaceId: lab,
        requestedBy: 'sandbox',
        toolName: 'k8s_describe_pod',
        arguments: { namespace: 'platform', pod: `gateway-${left}`, watch: true },
        durationMs: forEverMs,
      });
      if (left > 1) stage.afterwards(seconds(20), 'another call does not come back', left - 1);
    },
  },
};
