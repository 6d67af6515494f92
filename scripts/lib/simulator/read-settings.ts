import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readVariants } from '@/lib/simulator/http/read-variants';
import { isScenarioName, type ScenarioName, scenarios } from '@/lib/simulator/scenarios/scenarios';
import type { SimulatorOptions } from '@/lib/simulator/simulator';
import { fail } from './fail';

export type Settings = {
  port: number;
  scenario: ScenarioName;
  statePath: string | undefined;
  options: SimulatorOptions;
};

const texts = [
  'port',
  'scenario',
  'opening-after',
  'speed',
  'seed',
  'epoch',
  'project',
  'state',
  'agents',
  'workspaces',
  'executions',
  'days',
  'calls-per-second',
] as const;

type Name = (typeof texts)[number];

/** From the command line, else from `SIMULATOR_…`; docs/simulator.md lists them. */
export function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      variant: { type: 'string', multiple: true, default: [] },
      ...Object.fromEntries(texts.map((name) => [name, { type: 'string' as const }])),
    },
  });
  const given = new Map<string, unknown>(Object.entries(values));
  const text = (name: Name): string | undefined => {
    const flag = given.get(name);
    const variable = process.env[`SIMULATOR_${name.replaceAll('-', '_').toUpperCase()}`];
    return typeof flag === 'string' ? flag : variable || undefined;
  };
  const number = (name: Name, usual: number, low: number, high: number): number => {
    const value = Number(text(name) ?? usual);
    if (Number.isFinite(value) && value >= low && value <= high) return value;
    return fail(`${name} must be a number from ${low} to ${high}`);
  };

  const scenario = text('scenario') ?? 'slipped-past-approval';
  if (values.help || scenario === 'list') tellScenarios();
  if (!isScenarioName(scenario)) {
    fail(`there is no scenario ${scenario}; there are ${Object.keys(scenarios).join(', ')}`);
  }
  const load = {
    agents: number('agents', 0, 0, 100_000),
    workspaces: number('workspaces', 0, 0, 10_000),
    executions: number('executions', 0, 0, 100_000_000),
    days: number('days', 30, 0.01, 3_650),
    callsPerSecond: number('calls-per-second', 0, 0, 1_000),
  };
  const [seed, project, epoch] = [text('seed'), text('project'), readEpoch(text('epoch'))];
  const { SIMULATOR_API_KEY: apiKey, SIMULATOR_CONTROL_KEY: controlKey } = process.env;
  const { SIMULATOR_WEBHOOK_URL: webhookUrl, SIMULATOR_WEBHOOK_SECRET: webhookSecret } = process.env;
  return {
    port: number('port', 4010, 0, 65_535),
    scenario,
    statePath: text('state'),
    options: {
      scenario,
      speed: number('speed', 1, 0.01, 1_000),
      openingAfterMs: number('opening-after', 75, 0, 86_400) * 1000,
      variants: variantsFrom(values.variant),
      // Not from the seed, which others may know: who has this key can make the router lie.
      controlKey: controlKey || `simctl_${randomBytes(24).toString('base64url')}`,
      ...(seed === undefined ? {} : { seed }),
      ...(project === undefined ? {} : { project }),
      ...(epoch === undefined ? {} : { epoch }),
      ...(apiKey ? { keys: { all: apiKey } } : {}),
      ...(load.agents > 0 || load.executions > 0 ? { load } : {}),
      ...(webhookUrl && webhookSecret ? { webhook: { url: webhookUrl, secret: webhookSecret } } : {}),
    },
  };
}

function tellScenarios(): never {
  console.log('npm run simulator -- [--port 4010] [--scenario NAME] …; docs/simulator.md has all options.\n');
  for (const { name, summary } of Object.values(scenarios)) console.log(`${name.padEnd(22)} ${summary}`);
  process.exit(0);
}

function readEpoch(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const epoch = new Date(text);
  return Number.isNaN(epoch.getTime()) ? fail('epoch must be a time such as 2026-11-22T14:00:00Z') : epoch;
}

function variantsFrom(flags: string[]) {
  const fromEnvironment = (process.env.SIMULATOR_VARIANTS ?? '').split(' ').filter((it) => it !== '');
  const variants = readVariants([...fromEnvironment, ...flags]);
  return typeof variants === 'string' ? fail(variants) : variants;
}
