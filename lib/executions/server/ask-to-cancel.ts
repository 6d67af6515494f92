import 'server-only';
import type { Context } from '@/lib/context';
import { type AppError, isAppError } from '@/lib/errors';
import type { CancelOutcome } from '@/lib/executions/cancellation';
import { isOver } from '@/lib/executions/execution-status';
import type { XemExecution, XemInvocation } from '@/lib/xem/xem';

export type CancelAnswer = {
  outcome: CancelOutcome;
  xemRequestId: string | null;
  /** The call as XEM showed it afterwards; null when it could not be looked at. */
  seen: XemInvocation | null;
  /** Its run, in the same way. */
  seenRun: XemExecution | null;
  /** What stood in the way. */
  error: AppError | null;
};

/** Asks once, never again: a write is not repeated by a machine. Then looks what became of the call. */
export async function askToCancel(
  { xem }: Pick<Context, 'xem'>,
  { invocationId, executionId }: { invocationId: string; executionId: string | null },
): Promise<CancelAnswer> {
  let xemRequestId: string | null = null;
  let error: AppError | null = null;
  try {
    ({ requestId: xemRequestId } = await xem.cancelInvocation(invocationId));
  } catch (thrown) {
    // Anything else is a bug; the intent stays on record and another may be made after a minute.
    if (!isAppError(thrown)) throw thrown;
    error = thrown;
    xemRequestId = requestIdOf(thrown);
  }
  const seen = await orNull(xem.showInvocation(invocationId));
  const runId = seen?.executionId ?? executionId;
  const seenRun = runId === null ? null : await orNull(xem.showExecution(runId));
  return { outcome: outcomeOf(error, seen), xemRequestId, seen, seenRun, error };
}

function outcomeOf(error: AppError | null, seen: XemInvocation | null): CancelOutcome {
  const mayHaveHappened = error === null || error.details.mayHaveHappened === true;
  if (mayHaveHappened && seen?.status === 'cancelled') return 'confirmed';
  if (error?.code === 'conflict') return 'over_already';
  // It ended in its own way while XEM was asked.
  if (mayHaveHappened && seen !== null && isOver(seen.status)) return 'over_already';
  if (error === null) return 'accepted';
  return mayHaveHappened ? 'uncertain' : 'failed';
}

/** What cannot be looked at now, the mirror looks at in a few seconds. */
async function orNull<Seen>(look: Promise<Seen>): Promise<Seen | null> {
  try {
    return await look;
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

function requestIdOf(error: AppError): string | null {
  const { requestId } = error.details;
  return typeof requestId === 'string' ? requestId : null;
}
