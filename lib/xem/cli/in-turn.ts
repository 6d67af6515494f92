import { countdown } from '@/lib/xem/countdown';

/** Thrown by `inTurn` alone: the time was over before there was a place, and nothing was begun. */
export class NoTurn extends Error {
  override name = 'NoTurn';
}

/**
 * Runs a few at a time. What is urgent goes before what waits, in the order in which it came. The work is told
 * how much of its time the waiting has left.
 */
export function inTurn(limit: number) {
  const urgent: (() => void)[] = [];
  const patient: (() => void)[] = [];
  let runningCount = 0;

  return async function run<Result>(
    { isUrgent, withinMs }: { isUrgent: boolean; withinMs: number },
    work: (leftMs: number) => Promise<Result>,
  ): Promise<Result> {
    const remaining = countdown(withinMs);
    if (runningCount >= limit) await placeIn(isUrgent ? urgent : patient, withinMs);
    else runningCount += 1;
    try {
      const leftMs = remaining();
      // Nobody counts on it any more, so that it must not begin.
      if (leftMs <= 0) throw new NoTurn();
      return await work(leftMs);
    } finally {
      // The place is handed on, so that nobody can slip in between.
      const next = urgent.shift() ?? patient.shift();
      if (next === undefined) runningCount -= 1;
      else next();
    }
  };
}

function placeIn(queue: (() => void)[], withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const begin = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(
      () => {
        queue.splice(queue.indexOf(begin), 1);
        reject(new NoTurn());
      },
      Math.max(1, withinMs),
    );
    queue.push(begin);
  });
}
