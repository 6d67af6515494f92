import 'server-only';
import type { StepFailure, StepOutcome } from '@/lib/containment/next-scope-state';
import type { Xem } from '@/lib/xem/xem';

/** Calls about scopes that one process has under way at once while nothing speaks against it. */
export const mostAtOnce = 24;

const shortestPauseMs = 1_000;

/**
 * How fast this process may ask XEM about scopes. One 'too many requests' holds all of them back for as long as XEM
 * says and halves how many are asked at once; answers win it back one by one.
 */
export class XemPace {
  #limit = mostAtOnce;
  #busy = 0;
  #notBefore = 0;
  readonly #queue: (() => void)[] = [];

  /** Milliseconds for which XEM wants to be left alone. */
  pauseMs(now: Date): number {
    return Math.max(0, this.#notBefore - now.getTime());
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Waits for a turn and takes it; each turn ends with `leave`. */
  async enter(): Promise<void> {
    if (this.#busy < this.limit) this.#busy += 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  leave(outcome: StepOutcome | null, now: Date): void {
    this.#busy -= 1;
    if (outcome !== null) this.#learn(outcome, now);
    while (this.#busy < this.limit) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#busy += 1;
      next();
    }
  }

  #learn(outcome: StepOutcome, now: Date): void {
    if ('failure' in outcome) this.#slowDown(outcome.failure, now);
    else this.#limit = Math.min(mostAtOnce, this.#limit + 1 / this.#limit);
  }

  #slowDown({ kind, retryAfterMs }: StepFailure, now: Date): void {
    if (kind !== 'limited') return;
    // Those that were under way together are refused together, which says it once.
    if (this.pauseMs(now) === 0) this.#limit = Math.max(1, this.#limit / 2);
    const pauseMs = Math.max(retryAfterMs ?? 0, shortestPauseMs);
    this.#notBefore = Math.max(this.#notBefore, now.getTime() + pauseMs);
  }
}

const paces = new WeakMap<Xem, XemPace>();

/** The pace of this process towards one XEM. */
export function paceOf(xem: Xem): XemPace {
  const pace = paces.get(xem) ?? new XemPace();
  paces.set(xem, pace);
  return pace;
}
