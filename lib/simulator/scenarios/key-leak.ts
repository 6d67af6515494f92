import { kubernetesProd } from '@/lib/simulator/scenarios/acme-fleet';
import { everyday } from '@/lib/simulator/scenarios/everyday';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';
import { leakableKey } from '@/lib/simulator/world/api-keys';

const seconds = (count: number) => count * 1000;

const culprit = 'agt_9a03f5c871d2';
const longestQueue = 25;
const wanted = ['secrets', 'configmaps', 'serviceaccounts', 'nodes'];

/**
 * The host of an agent was copied: a stranger has the API key of a job that lay on it, and the agent's own
 * CURVE keys. With the one he asks through the router, many times a minute, for what that job never asks for;
 * with the other he speaks as the agent's peer. Revoking the API key ends the first, rotating the CURVE keys
 * or revoking the agent's credentials the second, and neither of them ends both.
 */
export const keyLeak: Scenario = {
  ...everyday,
  name: 'key-leak',
  summary: 'A stranger uses a leaked API key and an agent’s CURVE keys, at an odd rate and for odd things.',
  opening: { chapter: 'the host is copied', afterMs: seconds(75) },

  chapters: {
    'the host is copied': (stage) => {
      stage.afterwards(0, 'the stranger asks with the key');
      stage.afterwards(seconds(30), 'the stranger speaks as a peer');
    },

    'the stranger asks with the key': (stage, count) => {
      if (stage.isKeyRevoked(leakableKey) || stage.isGone(culprit)) return;
      if (stage.waitingCount(culprit) < longestQueue) stage.callWithKey(leakableKey, asksFor(count));
      stage.afterwards(stage.somewhere(1_500, 3_500), 'the stranger asks with the key', count + 1);
    },

    'the stranger speaks as a peer': (stage, count) => {
      if (!stage.hasFirstKeys(culprit) || stage.isGone(culprit)) return;
      if (stage.waitingCount(culprit) < longestQueue) {
        stage.call({ ...asksFor(count), requestedBy: 'peer 203.0.113.66' });
      }
      stage.afterwards(stage.somewhere(5_000, 9_000), 'the stranger speaks as a peer', count + 1);
    },
  },
};

function asksFor(count: number) {
  return {
    agentId: culprit,
    workspaceId: kubernetesProd,
    toolName: 'kubectl_get',
    arguments: { kind: wanted[count % wanted.length], namespace: 'kube-system' },
    durationMs: 600,
  };
}
