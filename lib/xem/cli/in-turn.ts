/** Runs a few at a time. What is urgent goes before what waits, in the order in which it came. */
export function inTurn(limit: number) {
  const urgent: (() => void)[] = [];
  const patient: (() => void)[] = [];
  let runningCount = 0;

  return async function run<Result>(isUrgent: boolean, work: () => Promise<Result>): Promise<Result> {
    if (runningCount >= limit) {
      await new Promise<void>((resolve) => (isUrgent ? urgent : patient).push(resolve));
    } else {
      runningCount += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody can slip in between.
      const next = urgent.shift() ?? patient.shift();
      if (next === undefined) runningCount -= 1;
      else next();
    }
  };
}
