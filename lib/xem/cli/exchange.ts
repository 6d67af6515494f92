import { isAppError } from '@/lib/errors';
import { type Collected, collectAnswer } from '@/lib/xem/cli/collect-answer';
import { commandLine } from '@/lib/xem/cli/command-line';
import { inTurn, NoTurn } from '@/lib/xem/cli/in-turn';
import { openOutput } from '@/lib/xem/cli/open-output';
import { isUsageError, readCliFailure } from '@/lib/xem/cli/read-cli-failure';
import { type RunningCommand, startCommand } from '@/lib/xem/cli/run-command';
import { countdown } from '@/lib/xem/countdown';
import type { Answer, Call, CallTrace, Exchange } from '@/lib/xem/exchange';
import {
  commandMissing,
  noTurn,
  unexpectedAnswer,
  unreachable,
  unsupported,
  withUncertainty,
} from '@/lib/xem/failures';
import { AnswerTooLarge, jsonLimitBytes } from '@/lib/xem/json-collector';
import { redactor } from '@/lib/xem/redact';
import { retryRead, type Wait, waitForReal } from '@/lib/xem/retry-read';
import type { Contract } from '@/lib/xem/wire/contract';
import { isObject } from '@/lib/xem/wire/fields';
import type { OperationName } from '@/lib/xem/wire/operation-table';
import type { XemBlob } from '@/lib/xem/xem';

export type CliOptions = {
  /** A name on the path or a file; it reads its own configuration. */
  command: string;
  env: Record<string, string>;
  /** For one call with all its tries. For a stream: until it begins, and between two pieces of it. */
  timeoutMs?: number;
  wait?: Wait;
};

const defaultTimeoutMs = 30_000;
/** Each is a process of its own; a whole fleet at once would take the machine. */
const commandsAtOnce = 8;
/** Beside those: an output lasts as long as somebody reads it, which no stop may have to wait for. */
const outputsAtOnce = 4;

/** The one place that talks to XEM through its command-line client. */
export function createCliExchange(options: CliOptions, contract: Contract): Exchange {
  const { command, env, timeoutMs = defaultTimeoutMs, wait = waitForReal } = options;
  const redact = redactor([], contract);
  const take = inTurn(commandsAtOnce);
  const takeOutput = inTurn(outputsAtOnce);
  const unpaged = new Set<OperationName>();

  const start = (args: string[]) => startCommand({ command, args: [...args], env });
  const traceOf = (call: Call): CallTrace => ({
    operation: call.operation,
    path: [command, ...contract.cli[call.operation].args].join(' '),
    requestId: null,
  });
  const repeated = <Result>(attempt: (remainingMs: number) => Promise<Result>) =>
    retryRead(attempt, { deadlineMs: timeoutMs, wait });
  /** Of what is left, so that a command that hangs once leaves time for another. */
  const oneTryOf = (leftMs: number) => Math.min(leftMs, timeoutMs / 2);

  function argsOf(call: Call): string[] {
    const entry = contract.cli[call.operation];
    if (entry.missing !== undefined) throw unsupported(call.operation, entry.missing);
    return commandLine(entry, call, !unpaged.has(call.operation));
  }

  /** Whoever asked for it counts on its being over by then, with the time that it waits for a turn. */
  async function run(call: Call, withinMs: number, isWrite: boolean): Promise<Collected> {
    const args = [...argsOf(call), ...contract.cliOutput];
    const { goesOn } = contract.cli[call.operation];
    try {
      return await take({ isUrgent: isWrite, withinMs }, (leftMs) => {
        const limit = { timeoutMs: isWrite ? leftMs : oneTryOf(leftMs) };
        return collectAnswer(start(args), goesOn ? { ...limit, isEnough: holdsAnswer } : limit);
      });
    } catch (cause) {
      throw failureToRun(call, cause);
    }
  }

  function failureToRun(call: Call, cause: unknown) {
    const trace = traceOf(call);
    if (cause instanceof NoTurn) return noTurn(trace);
    if (cause instanceof AnswerTooLarge) {
      return unexpectedAnswer(trace, cause.message, { limitBytes: jsonLimitBytes });
    }
    return commandMissing(command, trace, cause) ?? unreachable(trace, cause);
  }

  async function ask(call: Call, withinMs: number): Promise<Answer> {
    const remaining = countdown(withinMs);
    const ended = await run(call, withinMs, false);
    if (ended.exitCode !== 0) {
      if (isPagingUnknown(call, ended)) {
        unpaged.add(call.operation);
        return ask(call, remaining());
      }
      throw readCliFailure(traceOf(call), ended, { contract, redact });
    }
    const body = firstDocument(ended.text);
    if (body === undefined) throw unexpectedAnswer(traceOf(call), 'not JSON');
    return { body, call: traceOf(call) };
  }

  /** Whether lists take `--limit` is documented for agents alone (contract 2.6). */
  function isPagingUnknown(call: Call, ended: Collected): boolean {
    const isAsked = contract.cli[call.operation].isPaged && !unpaged.has(call.operation);
    return isAsked === true && isUsageError(ended.errorText) && /limit|after/.test(ended.errorText);
  }

  async function tell(call: Call, withinMs: number): Promise<Answer> {
    const ended = await run(call, withinMs, true);
    if (ended.exitCode !== 0) throw readCliFailure(traceOf(call), ended, { contract, redact });
    // What an acknowledged write prints is not documented; a sentence will do.
    return { body: firstDocument(ended.text) ?? ended.text.trim(), call: traceOf(call) };
  }

  /** Holds its place until the command is over, which it is when nobody reads on. */
  async function stream(call: Call, withinMs: number): Promise<XemBlob> {
    const args = argsOf(call);
    return new Promise((resolve, reject) => {
      takeOutput({ isUrgent: false, withinMs }, async (leftMs) => {
        const started = start(args);
        resolve(await open(call, started, oneTryOf(leftMs)));
        await started.ended;
      }).catch((cause: unknown) => reject(isAppError(cause) ? cause : failureToRun(call, cause)));
    });
  }

  async function open(call: Call, started: RunningCommand, startMs: number): Promise<XemBlob> {
    const failure = (cause: unknown) => (isAppError(cause) ? cause : failureToRun(call, cause));
    const refusal = (exitCode: number, errorText: string) =>
      readCliFailure(traceOf(call), { exitCode, errorText }, { contract, redact });
    const body = await openOutput(started, { startMs, stallMs: timeoutMs, refusal, failure });
    return {
      body,
      mediaType: contract.cli[call.operation].mediaType ?? 'application/octet-stream',
      size: null,
    };
  }

  return {
    read: (call) => repeated((remainingMs) => ask(call, remainingMs)),
    write: (call, withinMs = timeoutMs) =>
      tell(call, withinMs).catch((error: unknown) => {
        throw withUncertainty(error);
      }),
    writeDeadlineMs: timeoutMs,
    stream: (call) => repeated((remainingMs) => stream(call, remainingMs)),
    // A command's output says nothing about the router's clock.
    clockSkewMs: () => null,
  };
}

/** A refusal ends by itself, with its exit code. */
function holdsAnswer(text: string): boolean {
  const document = firstDocument(text);
  return document !== undefined && !(isObject(document) && 'error' in document && isObject(document.error));
}

/** The whole as JSON, or its first line where one document follows another; undefined for neither. */
function firstDocument(text: string): unknown {
  const [firstLine = ''] = text.trimStart().split('\n', 1);
  for (const candidate of [text, firstLine]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next one, or what is still to come.
    }
  }
  return undefined;
}
