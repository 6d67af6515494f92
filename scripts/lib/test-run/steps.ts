import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildIfStale } from '../run/build';
import { ensureBrowser } from './browser';
import { describeWeights, isWithinBudget, weighBundles } from './bundle-budget';
import { readPlaywrightReport, readVitestReport } from './read-report';
import { oneCheck, type Tally, withExitCode } from './tally';

export type Step = {
  name: string;
  /** Names of steps without whose success this one can tell nothing. */
  needs?: string[];
  run(): Promise<Tally>;
};

const reports = resolve('.holdfast/reports');

const next = 'node_modules/next/dist/bin/next';
const project = ['app', 'components', 'lib', 'scripts', 'bench', 'e2e'];

/** Without starting a server or a browser, apart from PostgreSQL. */
export const checks: Step[] = [
  { name: 'format and lint', run: () => check('node_modules/.bin/biome', ['ci', '.']) },
  {
    name: 'types',
    // Next writes down which routes there are, and what CSS and images are.
    run: async () => {
      const generated = await check(next, ['typegen']);
      return generated.failed > 0 ? generated : await check('node_modules/.bin/tsc', ['--noEmit', '-p', '.']);
    },
  },
  {
    name: 'dependency direction',
    run: checkImports,
  },
  { name: 'unused code', run: () => check('node_modules/.bin/knip', []) },
  { name: 'unit, component and integration tests', run: runVitest },
];

export const journeys: Step[] = [
  { name: 'build', run: build },
  { name: 'bundle budget', needs: ['build'], run: weigh },
  { name: 'browser tests', needs: ['build'], run: runPlaywright },
];

/** The tool reads sources with TypeScript's compiler, which it needs in an older version. */
async function checkImports(): Promise<Tally> {
  const older = ['--import', './scripts/lib/use-typescript-6.mjs'];
  const folders = project.filter((folder) => existsSync(folder));
  const tool = ['node_modules/.bin/depcruise', '--config', '.dependency-cruiser.cjs'];
  return oneCheck((await runNode([...older, ...tool, ...folders])) === 0);
}

async function check(file: string, args: string[]): Promise<Tally> {
  return oneCheck((await run(file, args)) === 0);
}

async function runVitest(): Promise<Tally> {
  const report = freshReport('vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await run('node_modules/.bin/vitest', ['run', ...reporters]);
  return withExitCode(readVitestReport(report), exitCode);
}

async function runPlaywright(): Promise<Tally> {
  const missing = ensureBrowser();
  if (missing !== undefined) {
    console.log(missing);
    return oneCheck(false);
  }
  const report = freshReport('playwright.json');
  // It chooses its colours itself, and tells its children so in a way that contradicts NO_COLOR.
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, NO_COLOR: undefined };
  const exitCode = await run('node_modules/.bin/playwright', ['test', '--reporter=list,json'], env);
  return withExitCode(readPlaywrightReport(report), exitCode);
}

async function build(): Promise<Tally> {
  await buildIfStale({ say: (sentence) => console.log(sentence), finish: (child) => child.ended });
  return oneCheck(true);
}

async function weigh(): Promise<Tally> {
  const weights = weighBundles();
  console.log(describeWeights(weights));
  return oneCheck(isWithinBudget(weights));
}

type Env = Record<string, string | undefined>;

const run = (script: string, args: string[], env?: Env) => runNode([script, ...args], env);

/** All tools run on the project's own Node, whatever Node is first in the path. */
async function runNode(args: string[], env: Env = {}): Promise<number> {
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
  const child = spawn(resolve('node_modules/.bin/node'), args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...plain, ...env },
  });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

function freshReport(name: string): string {
  mkdirSync(reports, { recursive: true });
  const path = join(reports, name);
  rmSync(path, { force: true });
  return path;
}
