import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { Context } from '@/lib/context';
import { howToCheck, kindFacts } from '@/lib/credentials/credential-action';
import type { ActionAnswer } from '@/lib/credentials/server/ask-once';
import { withIncidentNumber } from '@/lib/credentials/server/to-credential-action';
import type { CredentialAction } from '@/lib/db/generated/client';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { announce } from '@/lib/live/server/announce';
import { storeStepOutcome } from '@/lib/remediation/server/store-step-outcome';

/** Writes what came of an action: on itself, in the audit trail, and in the remediation of its incident. */
export async function recordActionOutcome(context: Context, action: CredentialAction, answer: ActionAnswer) {
  const { outcome, detail, xemRequestId } = answer;
  const { kind, subjectId, subjectName, reason } = action;
  const { subject, done } = kindFacts[kind];
  return context.db.$transaction(async (tx) => {
    const row = await tx.credentialAction.update({
      where: { id: action.id },
      data: { outcome, detail, xemRequestId, answeredAt: context.clock.now() },
      include: withIncidentNumber,
    });
    await recordAudit(context, tx, {
      action: 'credential_action_answered',
      subjectKind: subject,
      subjectId,
      reason,
      xemRequestId,
      data: { kind, subjectName, outcome, detail },
    });
    if (action.stepId !== null) {
      const results: Record<
        ActionAnswer['outcome'],
        { status: 'done' | 'failed' | 'planned'; result: string }
      > = {
        accepted: { status: 'done', result: [done, detail].filter(Boolean).join('. ') },
        refused: { status: 'failed', result: detail ?? 'XEM refused it.' },
        // Neither done nor failed: somebody has to look.
        unknown: { status: 'planned', result: `Unknown whether XEM did it. ${howToCheck[kind]}` },
      };
      await storeStepOutcome(context, tx, { stepId: action.stepId, xemRequestId, ...results[outcome] });
    }
    if (subject === 'agent') {
      for (const source of ['agents', 'agent_events'] as const) {
        await enqueue(tx, 'poll_source', { source }, { key: jobKey('poll_source', { source }) });
      }
      await announce(tx, { incident: null, changed: 'agents' });
    }
    return row;
  });
}
