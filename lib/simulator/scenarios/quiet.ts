import { agents, chats, workspaces } from '@/lib/simulator/scenarios/acme-fleet';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';

/** The same fleet in which nothing happens by itself: for tests, which bring about what they look at. */
export const quiet: Scenario = {
  name: 'quiet',
  summary: 'The fleet of the stories, in which nothing happens by itself.',
  workspaces,
  agents,
  chats,
  traffic: [],
  decide: () => null,
  pastMs: 0,
  opening: null,
  chapters: {},
};
