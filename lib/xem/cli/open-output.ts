import type { RunningCommand } from '@/lib/xem/cli/run-command';
import { guardStream } from '@/lib/xem/guard-stream';

type Opening = {
  /** Until the first piece, and between two of them. */
  startMs: number;
  stallMs: number;
  refusal(exitCode: number, errorText: string): Error;
  failure(cause: unknown): Error;
};

/**
 * What a command writes, as a stream that begins with its first bytes or fails before. The command writes
 * only as fast as somebody reads, and is ended when nobody does any more.
 */
export async function openOutput(
  started: RunningCommand,
  { startMs, stallMs, refusal, failure }: Opening,
): Promise<ReadableStream<Uint8Array>> {
  const pieces = read(started, refusal);
  try {
    const first = await within(startMs, Promise.race([pieces.next(), failsToStart(started)]));
    return guardStream(streamOf(started, first, pieces), stallMs, (cause) => {
      started.end();
      return failure(cause);
    });
  } catch (cause) {
    started.end();
    throw failure(cause);
  }
}

type Piece = IteratorResult<Uint8Array, undefined>;

function streamOf(
  started: RunningCommand,
  first: Piece,
  rest: AsyncIterator<Uint8Array, undefined>,
): ReadableStream<Uint8Array> {
  let held: Piece | undefined = first;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = held ?? (await rest.next());
        held = undefined;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => started.end(),
    },
    { highWaterMark: 0 },
  );
}

async function* read(
  started: RunningCommand,
  refusal: Opening['refusal'],
): AsyncGenerator<Uint8Array, undefined> {
  try {
    yield* started.child.stdout;
    const exitCode = await started.ended;
    if (exitCode !== 0) throw refusal(exitCode, started.errorText());
  } finally {
    started.end();
  }
}

function failsToStart(started: RunningCommand): Promise<never> {
  return started.ended.then(() => new Promise<never>(() => undefined));
}

async function within<Result>(limitMs: number, result: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('timed out', 'TimeoutError')), Math.max(1, limitMs));
  });
  return Promise.race([result, timedOut]).finally(() => clearTimeout(timer));
}
