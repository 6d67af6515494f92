import { UsageError } from '@/lib/simulator/cli/usage-error';
import { cliCommands } from '@/lib/xem/wire/cli-table';
import { type OperationName, operationNames } from '@/lib/xem/wire/operation-table';

export type GlobalOptions = {
  context?: string;
  baseUrl?: string;
  apiKey?: string;
  output: string;
  isDryRun: boolean;
};

export type ReadCommand = {
  operation: OperationName;
  params: Record<string, string>;
  /** Of flags, by what the table calls them. */
  values: Record<string, string>;
};

const valued: Record<string, 'context' | 'baseUrl' | 'apiKey' | 'output'> = {
  '--context': 'context',
  '--base-url': 'baseUrl',
  '--api-key': 'apiKey',
  '--output': 'output',
  '-o': 'output',
};

/** The options that every command takes, wherever they stand, and what is left. */
export function readGlobalOptions(argv: readonly string[]): { options: GlobalOptions; words: string[] } {
  const options: GlobalOptions = { output: 'table', isDryRun: false };
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    const name = valued[word];
    if (word === '--dry-run') options.isDryRun = true;
    else if (name === undefined) words.push(word);
    else {
      const value = argv[index + 1];
      if (value === undefined) throw new UsageError(`Missing value for '${word}'`);
      options[name] = value;
      index += 1;
    }
  }
  return { options, words };
}

/** Which operation the words say. */
export function readCommand(words: readonly string[]): ReadCommand {
  for (const operation of operationNames) {
    const found = match(operation, words);
    if (found !== null) return found;
  }
  const option = words.find((word) => word.startsWith('-'));
  throw new UsageError(
    option === undefined ? `Unknown command '${words.join(' ')}'` : `Unknown option '${option}'`,
  );
}

function match(operation: OperationName, words: readonly string[]): ReadCommand | null {
  const { args, flags = {}, isPaged = false, missing, mark } = cliCommands[operation];
  // Those that nobody documents don't exist here; the broken ones do, and are broken.
  if (missing !== undefined && mark !== 'D:c-appr') return null;
  const known: Record<string, string> = {
    ...flags,
    ...(isPaged ? { '--limit': 'limit', '--after': 'after' } : {}),
  };
  const { values, rest } = takeFlags(known, words);
  if (rest.length !== args.length) return null;
  const params: Record<string, string> = {};
  for (const [index, wanted] of args.entries()) {
    const given = rest[index] ?? '';
    const param = /^\{(\w+)\}$/.exec(wanted)?.[1];
    if (param === undefined ? given !== wanted : given.startsWith('-') || isVerb(given)) return null;
    if (param !== undefined) params[param] = given;
  }
  return { operation, params, values };
}

/** `agents pause-exec` is no agent of that name. */
function isVerb(word: string): boolean {
  return operationNames.some((operation) => cliCommands[operation].args[1] === word && !word.startsWith('{'));
}

function takeFlags(known: Record<string, string>, words: readonly string[]) {
  const values: Record<string, string> = {};
  const rest: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [flag = '', ...parts] = word.split('=');
    const name = word.startsWith('--') ? known[flag] : undefined;
    if (name === undefined) rest.push(word);
    else if (parts.length > 0) values[name] = parts.join('=');
    else {
      values[name] = words[index + 1] ?? '';
      index += 1;
    }
  }
  return { values, rest };
}
