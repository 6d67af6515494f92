import 'server-only';
import type { CallCancellation } from '@/lib/db/generated/client';
import { type CancelOutcome, cancelOutcomes } from '@/lib/executions/cancellation';
import type { Cancellation } from '@/lib/executions/cancellation-schema';

/** The request as it travels, from the row that is stored. */
export function buildCancellation(row: CallCancellation): Cancellation {
  const { invocationId, reason, seenStatus, errorMessage, requestedByName, xemRequestId } = row;
  return {
    cancellationId: row.id,
    invocationId,
    reason,
    outcome: outcomeOf(row.outcome),
    seenStatus,
    errorMessage,
    requestedByName,
    requestedAt: row.requestedAt.toISOString(),
    xemRequestId,
  };
}

/** Only these are ever written. */
const outcomeOf = (outcome: string): CancelOutcome =>
  cancelOutcomes.find((known) => known === outcome) ?? 'uncertain';
