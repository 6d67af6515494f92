import { parseArgs } from 'node:util';
import { isAppError } from '@/lib/errors';
import { runCommand } from './lib/run-command';
import { checks, journeys, type Step } from './lib/test-run/steps';
import { addTallies, closingLine, isGoodEnd, oneCheck, type Tally } from './lib/test-run/tally';

const { values } = parseArgs({ options: { checks: { type: 'boolean', default: false } } });

await runCommand(async () => {
  const tallies = await runSteps(values.checks ? checks : [...checks, ...journeys]);
  const bad = [...tallies].filter(([, tally]) => tally.failed > 0).map(([name]) => name);
  if (bad.length > 0) console.log(`\nFailed: ${bad.join('; ')}.`);
  const total = addTallies([...tallies.values()]);
  console.log(closingLine(total));
  return isGoodEnd(total) ? 0 : 1;
});

/** Goes on after a failure, since the other steps still tell something. */
async function runSteps(steps: Step[]): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>();
  for (const step of steps) {
    const began = performance.now();
    console.log(`\n── ${step.name}`);
    const obstacle = step.needs?.find((name) => tallies.get(name)?.failed !== 0);
    const tally = obstacle === undefined ? await runStep(step) : oneCheck(false);
    if (obstacle !== undefined) console.log(`Not run, because ${obstacle} failed.`);
    tallies.set(step.name, tally);
    console.log(`── ${step.name}: ${summary(tally)} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
  return tallies;
}

async function runStep(step: Step): Promise<Tally> {
  try {
    return await step.run();
  } catch (error) {
    console.log(isAppError(error) ? error.userMessage : error);
    return oneCheck(false);
  }
}

function summary({ passed, failed }: Tally): string {
  return failed === 0 ? `good, ${passed}` : `${failed} failed`;
}
