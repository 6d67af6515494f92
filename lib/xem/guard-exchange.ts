import { AppError, isAppError } from '@/lib/errors';
import {
  admitRead,
  afterAnswer,
  afterFailure,
  type Circuit,
  closedCircuit,
  remainingMs,
} from '@/lib/xem/circuit';
import type { Call, Exchange } from '@/lib/xem/exchange';
import { operations, type Surface, surfaceNames } from '@/lib/xem/wire/operation-table';
import type { XemErrorCode } from '@/lib/xem/wire/words';

export type GuardedExchange = Exchange & { circuits(): Record<Surface, Circuit['state']> };

export type GuardOptions = {
  /** Milliseconds that only ever grow. */
  elapsedMs?: () => number;
  chance?: () => number;
};

/** An exchange with one circuit a surface, so that a surface that hangs holds up nothing but itself. */
export function guardExchange(exchange: Exchange, options: GuardOptions = {}): GuardedExchange {
  const { elapsedMs = () => performance.now(), chance = Math.random } = options;
  const circuits = new Map<Surface, Circuit>();
  const circuitOf = (surface: Surface) => circuits.get(surface) ?? closedCircuit;

  /** What came of a call, by its surface; every call that was let through ends here. */
  async function watched<Result>(call: Call, run: () => Promise<Result>): Promise<Result> {
    const { surface } = operations[call.operation];
    try {
      const result = await run();
      circuits.set(surface, afterAnswer());
      return result;
    } catch (error) {
      const next = isLoss(error) ? afterFailure(circuitOf(surface), elapsedMs(), chance()) : afterAnswer();
      circuits.set(surface, next);
      throw error;
    }
  }

  async function admitted<Result>(call: Call, run: () => Promise<Result>): Promise<Result> {
    const { surface } = operations[call.operation];
    const { circuit, isAdmitted } = admitRead(circuitOf(surface), elapsedMs());
    if (!isAdmitted) throw heldBack(call, surface, remainingMs(circuit, elapsedMs()));
    circuits.set(surface, circuit);
    return watched(call, run);
  }

  return {
    ...exchange,
    read: (call) => admitted(call, () => exchange.read(call)),
    stream: (call) => admitted(call, () => exchange.stream(call)),
    write: (call, withinMs) => watched(call, () => exchange.write(call, withinMs)),
    circuits: () =>
      Object.fromEntries(surfaceNames.map((surface) => [surface, circuitOf(surface).state])) as Record<
        Surface,
        Circuit['state']
      >,
  };
}

const noAgent: XemErrorCode = 'tool_executor_unavailable';

/** A router that refuses is there. One that says no agent is online speaks of the fleet, not of itself. */
function isLoss(error: unknown): boolean {
  return isAppError(error, 'xem_unreachable') && error.details.xemCode !== noAgent;
}

function heldBack({ operation }: Call, surface: Surface, retryAfterMs: number): AppError {
  const seconds = Math.max(1, Math.round(retryAfterMs / 1000));
  return new AppError('xem_unreachable', `XEM ${operation}: not asked, as ${surface} keeps failing`, {
    userMessage: `XEM has not answered for ${surface} lately; it is asked again in ${seconds} s.`,
    details: { operation, surface, requestId: null, reason: 'held back', retryAfterMs },
  });
}
