import type { RunningCommand } from '@/lib/xem/cli/run-command';
import { jsonCollector } from '@/lib/xem/json-collector';

export type Collected = { text: string; exitCode: number; errorText: string };

/**
 * All that a command writes until it ends. With `isEnough` it is ended as soon as that says so, which counts
 * as success: `watch` has answered long before it stops. Throws `AnswerTooLarge`.
 */
export async function collectAnswer(
  started: RunningCommand,
  options: { timeoutMs: number; isEnough?: (text: string) => boolean },
): Promise<Collected> {
  const answer = jsonCollector();
  const collect = async (): Promise<Collected> => {
    for await (const piece of started.child.stdout) {
      const text = answer.add(piece);
      if (options.isEnough?.(text)) return { text, exitCode: 0, errorText: '' };
    }
    return { text: answer.end(), exitCode: await started.ended, errorText: started.errorText() };
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
