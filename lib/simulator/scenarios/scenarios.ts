import { flappingLease } from '@/lib/simulator/scenarios/flapping-lease';
import { keyLeak } from '@/lib/simulator/scenarios/key-leak';
import { loopingMailer } from '@/lib/simulator/scenarios/looping-mailer';
import { lyingTool } from '@/lib/simulator/scenarios/lying-tool';
import { nineSecondWipe } from '@/lib/simulator/scenarios/nine-second-wipe';
import { quiet } from '@/lib/simulator/scenarios/quiet';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';
import { slippedPastApproval } from '@/lib/simulator/scenarios/slipped-past-approval';
import { stuckAgent } from '@/lib/simulator/scenarios/stuck-agent';
import { stuckApprover } from '@/lib/simulator/scenarios/stuck-approver';

export const scenarios = {
  'slipped-past-approval': slippedPastApproval,
  'nine-second-wipe': nineSecondWipe,
  'looping-mailer': loopingMailer,
  'stuck-agent': stuckAgent,
  'stuck-approver': stuckApprover,
  'lying-tool': lyingTool,
  'flapping-lease': flappingLease,
  'key-leak': keyLeak,
  quiet,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export function isScenarioName(text: string): text is ScenarioName {
  return Object.hasOwn(scenarios, text);
}
