import type { RunningCommand } from '@/lib/xem/cli/run-command';

export type Collected = { text: string; exitCode: number; errorText: string };

/** Thrown by `collectAnswer` alone; the caller knows which call it was. */
export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge';
}

/**
 * All that a command writes until it ends. With `isEnough` it is ended as soon as that says so, which counts
 * as success: `watch` has answered long before it stops.
 */
export async function collectAnswer(
  started: RunningCommand,
  options: { timeoutMs: number; limitBytes: number; isEnough?: (text: string) => boolean },
): Promise<Collected> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const collect = async (): Promise<Collected> => {
    for await (const piece of started.child.stdout) {
      size += piece.length;
      if (size > options.limitBytes) throw new AnswerTooLarge(`more than ${options.limitBytes} bytes`);
      text += decoder.decode(piece, { stream: true });
      if (options.isEnough?.(text)) return { text, exitCode: 0, errorText: '' };
    }
    return { text: text + decoder.decode(), exitCode: await started.ended, errorText: started.errorText() };
  };
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DOMException('timed out', 'TimeoutError')),
      Math.max(1, options.timeoutMs),
    );
  });
  // A command that cannot be started fails here before its output ends.
  const failed = started.ended.then(() => new Promise<never>(() => undefined));
  try {
    return await Promise.race([collect(), timedOut, failed]);
  } finally {
    clearTimeout(timer);
    started.end();
  }
}
