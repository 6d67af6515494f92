import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { readVariants } from '@/lib/simulator/http/read-variants';
import { isScenarioName, scenarios } from '@/lib/simulator/scenarios/scenarios';
import { createSimulator } from '@/lib/simulator/simulator';

/** Runs the simulator as a process of its own; docs/simulator.md says how to set it. */

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    port: { type: 'string' },
    seed: { type: 'string' },
    speed: { type: 'string' },
    scenario: { type: 'string' },
    project: { type: 'string' },
    state: { type: 'string' },
    'opening-after': { type: 'string' },
    epoch: { type: 'string' },
    agents: { type: 'string' },
    workspaces: { type: 'string' },
    executions: { type: 'string' },
    days: { type: 'string' },
    'calls-per-second': { type: 'string' },
    variant: { type: 'string', multiple: true, default: [] },
  },
});

if (values.help || values.scenario === 'list') {
  console.log('npm run simulator -- [--port 4010] [--scenario NAME] …; docs/simulator.md has all options.\n');
  for (const { name, summary } of Object.values(scenarios)) console.log(`${name.padEnd(22)} ${summary}`);
  process.exit(0);
}
const scenario = values.scenario ?? process.env.SIMULATOR_SCENARIO ?? 'slipped-past-approval';
if (!isScenarioName(scenario))
  fail(`there is no scenario ${scenario}; there are ${Object.keys(scenarios).join(', ')}`);
const port = number('port', values.port ?? process.env.SIMULATOR_PORT, 4010, 0, 65_535);
const speed = number('speed', values.speed ?? process.env.SIMULATOR_SPEED, 1, 0.01, 1_000);
const opening = values['opening-after'] ?? process.env.SIMULATOR_OPENING_AFTER;
const seed = values.seed ?? process.env.SIMULATOR_SEED;
const project = values.project ?? process.env.SIMULATOR_PROJECT;
const allScopesKey = process.env.SIMULATOR_API_KEY;
// Not from the seed, which others may know: who has this key can make the router lie.
const controlKey = process.env.SIMULATOR_CONTROL_KEY || `simctl_${randomBytes(24).toString('base64url')}`;
const statePath = values.state ?? process.env.SIMULATOR_STATE;
const variants = readVariants([
  ...(process.env.SIMULATOR_VARIANTS ?? '').split(' ').filter((it) => it !== ''),
  ...values.variant,
]);
if (typeof variants === 'string') fail(variants);
const epochText = values.epoch ?? process.env.SIMULATOR_EPOCH;
const epoch = epochText === undefined ? undefined : new Date(epochText);
if (epoch !== undefined && Number.isNaN(epoch.getTime()))
  fail('epoch must be a time such as 2026-11-22T14:00:00Z');
const size = {
  agents: number('agents', values.agents ?? process.env.SIMULATOR_AGENTS, 0, 0, 100_000),
  workspaces: number('workspaces', values.workspaces ?? process.env.SIMULATOR_WORKSPACES, 0, 0, 10_000),
  executions: number('executions', values.executions ?? process.env.SIMULATOR_EXECUTIONS, 0, 0, 100_000_000),
  days: number('days', values.days ?? process.env.SIMULATOR_DAYS, 30, 0.01, 3_650),
  callsPerSecond: number(
    'calls-per-second',
    values['calls-per-second'] ?? process.env.SIMULATOR_CALLS_PER_SECOND,
    0,
    0,
    1_000,
  ),
};
const hasLoad = size.agents > 0 || size.executions > 0;
const webhookUrl = process.env.SIMULATOR_WEBHOOK_URL;
const webhookSecret = process.env.SIMULATOR_WEBHOOK_SECRET;
const saveEveryMs = 15_000;
const saved = statePath === undefined ? undefined : readSaved(statePath);

const simulator = createSimulator({
  scenario,
  speed,
  variants,
  controlKey,
  ...(seed === undefined ? {} : { seed }),
  ...(project === undefined ? {} : { project }),
  ...(allScopesKey === undefined ? {} : { keys: { all: allScopesKey } }),
  ...(saved === undefined ? {} : { saved }),
  ...(epoch === undefined ? {} : { epoch }),
  ...(hasLoad ? { load: size } : {}),
  ...(webhookUrl && webhookSecret ? { webhook: { url: webhookUrl, secret: webhookSecret } } : {}),
  ...(opening === undefined
    ? {}
    : { openingAfterMs: number('opening-after', opening, 75, 0, 86_400) * 1000 }),
});

const server = serve({ fetch: simulator.fetch, port, hostname: '127.0.0.1' }, ({ port: chosen }) => {
  simulator.start();
  if (statePath !== undefined) setInterval(() => saveTo(statePath), saveEveryMs);
  console.log(`simulator: scenario ${scenario}, speed ${speed}`);
  console.log(`XEM_BASE_URL=http://127.0.0.1:${chosen}${simulator.basePath}`);
  console.log(`XEM_API_KEY=${simulator.keys.all}`);
  console.log(`SIMULATOR_CONTROL_URL=http://127.0.0.1:${chosen}/__simulator`);
  console.log(`SIMULATOR_CONTROL_KEY=${simulator.controlKey}`);
});
server.on('error', (error) => fail(`cannot listen on port ${port}: ${error.message}`));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    simulator.stop();
    if (statePath !== undefined) saveTo(statePath);
    server.close(() => process.exit(0));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

function readSaved(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return fail(`cannot read ${path}: ${String(error)}`);
  }
}

/** Beside first, then into place, so that a kill at any moment leaves a whole file. */
function saveTo(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, simulator.save());
    renameSync(`${path}.new`, path);
  } catch (error) {
    // It goes on without: a full disk must not take the router away.
    console.error(`simulator: cannot save to ${path}: ${String(error)}`);
  }
}

function number(name: string, text: string | undefined, usual: number, low: number, high: number): number {
  const value = text === undefined || text === '' ? usual : Number(text);
  if (Number.isFinite(value) && value >= low && value <= high) return value;
  return fail(`${name} must be a number from ${low} to ${high}`);
}

function fail(sentence: string): never {
  console.error(`simulator: ${sentence}`);
  process.exit(1);
}
