import { everyday } from '@/lib/simulator/scenarios/everyday';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';

const seconds = (count: number) => count * 1000;

const culprit = 'agt_e7b24190cf36';

/**
 * The uplink of an edge site comes and goes. Its agent loses the lease, with what was in flight, comes back a
 * minute later, takes work, and is lost again. A pause stands through all of it; only deleting the agent or
 * revoking its credentials ends it.
 */
export const flappingLease: Scenario = {
  ...everyday,
  name: 'flapping-lease',
  summary:
    'An agent at an edge site goes offline and comes back every other minute, losing what was in flight.',
  opening: { chapter: 'the uplink breaks', afterMs: seconds(75) },

  chapters: {
    'the uplink breaks': (stage) => {
      stage.fallSilent(culprit);
      stage.afterwards(stage.somewhere(seconds(50), seconds(80)), 'the uplink is back');
    },

    'the uplink is back': (stage) => {
      stage.comeBack(culprit);
      stage.afterwards(stage.somewhere(seconds(40), seconds(70)), 'the uplink breaks');
    },
  },
};
