import 'server-only';
import type { Context } from '@/lib/context';
import type { CredentialAction } from '@/lib/credentials/credential-action-schema';
import { askOnce, type Look } from '@/lib/credentials/server/ask-once';
import { type ActionIntent, recordActionIntent } from '@/lib/credentials/server/record-action-intent';
import { recordActionOutcome } from '@/lib/credentials/server/record-action-outcome';
import { toCredentialAction } from '@/lib/credentials/server/to-credential-action';
import type { XemReceipt } from '@/lib/xem/xem';

type Work = {
  ask: () => Promise<XemReceipt>;
  /** Whether XEM now shows it; null where it shows nothing that would settle it. */
  look: (askedAt: Date) => Promise<Look | null>;
};

/**
 * Intent, one call, outcome. Whoever calls it has checked who may and that the name was typed. A refusal throws what XEM
 * said; an answer that never came is returned as `unknown`, so that a repeat of the request repeats nothing.
 */
export async function carryOut(
  context: Context,
  intent: ActionIntent,
  work: Work,
): Promise<CredentialAction> {
  const action = await recordActionIntent(context, intent);
  const answer = await askOnce(work.ask, () => work.look(action.requestedAt));
  const row = await recordActionOutcome(context, action, answer);
  if (answer.refusal) throw answer.refusal;
  return toCredentialAction(row, context.clock.now());
}
