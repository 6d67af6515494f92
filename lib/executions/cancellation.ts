import { AppError } from '@/lib/errors';

/**
 * What came of asking XEM to cancel a call. `requested` stands before XEM is asked, so that a crash leaves a trace;
 * `accepted` means that it was still open when looked at; `uncertain` got no proper answer, so it may have been cancelled.
 */
export const cancelOutcomes = [
  'requested',
  'confirmed',
  'accepted',
  'over_already',
  'uncertain',
  'failed',
] as const;
export type CancelOutcome = (typeof cancelOutcomes)[number];

export const cancelOutcomeNames: Record<CancelOutcome, string> = {
  requested: 'asked, no answer yet',
  confirmed: 'cancelled',
  accepted: 'accepted, still open',
  over_already: 'had ended already',
  uncertain: 'no proper answer',
  failed: 'refused',
};

/** One sentence for whoever asked: what is known now, and what to look at next. */
export function describeCancellation(outcome: CancelOutcome, seenStatus: string | null): string {
  const seen = seenStatus ?? 'not seen again yet';
  const sentences: Record<CancelOutcome, string> = {
    requested: 'XEM has been asked to cancel this call.',
    confirmed: 'Cancelled. XEM shows the call as cancelled.',
    accepted: `XEM accepted, but the call is still open (${seen}). It may yet finish what it does; watch it.`,
    over_already: `It was too late: the call had ended (${seen}). Nothing was cancelled.`,
    uncertain: `XEM gave no proper answer. The call may have been cancelled (${seen}). Look before you ask again.`,
    failed: 'XEM refused. Nothing was cancelled.',
  };
  return sentences[outcome];
}

/** Nothing is asked of XEM about a call that has ended. */
export function endedAlready(invocationId: string, status: string): AppError {
  return new AppError('conflict', `invocation ${invocationId} is ${status} already`, {
    userMessage: `This call has ended already: ${status}. Nothing was cancelled.`,
    details: { status },
  });
}
