import { quiet } from '@/lib/simulator/scenarios/quiet';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';
import { slippedPastApproval } from '@/lib/simulator/scenarios/slipped-past-approval';

export const scenarios = {
  'slipped-past-approval': slippedPastApproval,
  quiet,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export function isScenarioName(text: string): text is ScenarioName {
  return Object.hasOwn(scenarios, text);
}
