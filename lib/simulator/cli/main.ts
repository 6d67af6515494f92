import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import {
  chooseDeployment,
  type Deployment,
  readDeployment,
  saveDeployment,
} from '@/lib/simulator/cli/config';
import { asShown, asTable } from '@/lib/simulator/cli/print';
import {
  type GlobalOptions,
  type ReadCommand,
  readCommand,
  readGlobalOptions,
} from '@/lib/simulator/cli/read-arguments';
import { planRequest, send } from '@/lib/simulator/cli/request';
import { UsageError } from '@/lib/simulator/cli/usage-error';

/** The vendor's command-line client, as far as it is documented; `docs/simulator.md` says how to use it. */

/** What usage errors end with in the argument parser that the vendor's language comes with. */
const usageExitCode = 64;
const watchEveryMs = 1_000;
const openStatuses: readonly string[] = ['pending_approval', 'queued', 'dispatched', 'running'];

process.stdout.on('error', () => process.exit(0));
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  const reason = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  console.error(`Error: ${said === 'fetch failed' ? 'could not connect' : said}${reason}`);
  process.exitCode = error instanceof UsageError ? usageExitCode : 1;
}

async function run(argv: string[]): Promise<number> {
  const { options, words } = readGlobalOptions(argv);
  if (words[0] === 'config') return configure(words.slice(1), options);
  const deployment = readDeployment(options);
  if (words.join(' ') === 'status') {
    console.log(`deployment: ${deployment.baseUrl}`);
    return 0;
  }
  const command = readCommand(words);
  const request = planRequest(deployment, command);
  if (options.isDryRun && request.method !== 'GET') {
    console.log(JSON.stringify({ dry_run: true, ...request }, null, 2));
    return 0;
  }
  if (command.operation === 'showInvocation') return watch(deployment, command, options);
  const response = await send(deployment, request);
  if (!response.ok) return refuse(response, options);
  if (command.operation === 'rawExecution' || command.operation === 'downloadExport') {
    if (response.body !== null) await pipeline(response.body, process.stdout, { end: false });
    return 0;
  }
  const body: unknown = JSON.parse((await response.text()) || 'null');
  show(command, body, options);
  if (command.operation !== 'startInvocation' || !isOpen(body)) return 0;
  const { invocation_id: id } = body;
  return watch(
    deployment,
    { operation: 'showInvocation', params: { invocation_id: id }, values: {} },
    options,
  );
}

function configure(words: string[], { baseUrl, apiKey }: GlobalOptions): number {
  const [verb, name] = words;
  if (verb === 'add' && name !== undefined && baseUrl !== undefined && apiKey !== undefined) {
    saveDeployment(name, { baseUrl, apiKey });
  } else if (verb === 'use' && name !== undefined) chooseDeployment(name);
  else throw new UsageError(`Unknown command 'config ${words.join(' ')}'`);
  return 0;
}

/** Asks again and again, as there is no push, and says each new status once. */
async function watch(deployment: Deployment, command: ReadCommand, options: GlobalOptions): Promise<number> {
  let last = '';
  for (;;) {
    const response = await send(deployment, planRequest(deployment, command));
    if (!response.ok) return refuse(response, options);
    const body: unknown = await response.json();
    const text = JSON.stringify(body);
    if (text !== last) show(command, body, options);
    last = text;
    if (!isOpen(body)) return 0;
    await delay(watchEveryMs);
  }
}

function isOpen(body: unknown): body is { invocation_id: string } {
  if (typeof body !== 'object' || body === null || !('status' in body)) return false;
  return typeof body.status === 'string' && openStatuses.includes(body.status);
}

function show({ operation }: ReadCommand, body: unknown, { output }: GlobalOptions): void {
  const shown = asShown(operation, body);
  if (body !== null || output !== 'json') {
    console.log(output === 'json' ? JSON.stringify(shown) : asTable(operation, shown));
  }
}

async function refuse(response: Response, { output }: GlobalOptions): Promise<number> {
  const text = await response.text();
  if (output === 'json' && text.startsWith('{')) console.log(text);
  console.error(`Error: ${response.status} ${response.statusText}`);
  return 1;
}
