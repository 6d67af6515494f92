import type { ApprovalDecision } from '@/lib/approvals/approval';
import { type Decision, maybeSent } from '@/lib/approvals/decision';
import type { ApprovalItem } from '@/lib/approvals/endpoints';
import { isAppError } from '@/lib/errors';

export type Tried = {
  decision: Decision;
  /** Why the press did not end well; null where XEM took the decision. */
  error: Error | null;
  /** Decisions that Holdfast knew of before the first press. */
  earlierIds: readonly string[];
};

type Shown = Pick<ApprovalItem, 'isOpen' | 'status' | 'resolvedBy' | 'goneAt'> & {
  decisions: ApprovalDecision[];
};

/**
 * What to say of an approval that no longer waits for this dialog. `tried` is null where nothing was pressed. A press
 * that got no answer may still have been carried out, so what XEM shows must never be put down to somebody else then.
 */
export function whatBecame(approval: Shown, tried: Tried | null): string {
  const { isOpen, status, resolvedBy, goneAt } = approval;
  const now =
    goneAt === null
      ? `XEM now shows ${status}${resolvedBy === null ? '' : ` by ${resolvedBy}`}.`
      : 'XEM no longer knows this approval, so there is nothing left to decide.';
  if (tried === null) {
    const what = goneAt === null ? 'It was decided elsewhere while this was open.' : now;
    return `${what} Nothing was sent from here.`;
  }
  const own = approval.decisions.findLast(
    ({ decisionId, decision, outcome }) =>
      decision === tried.decision && maybeSent(outcome) && !tried.earlierIds.includes(decisionId),
  );
  if (!own) return `${notSent(tried.error)} ${now}`;
  const sent = `Sent from here: ${own.decision} by ${own.decidedByName}.`;
  return isOpen ? `${sent} XEM took it but does not show it yet: not confirmed.` : `${sent} ${now}`;
}

function notSent(error: Error | null): string {
  if (isAppError(error) && error.code !== 'unavailable') return `Not decided from here: ${error.message}`;
  return 'What was sent from here got no answer, and Holdfast has no record of it.';
}
