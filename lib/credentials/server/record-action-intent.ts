import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { Context } from '@/lib/context';
import { abandonedAfterMs, type CredentialActionKind, kindFacts } from '@/lib/credentials/credential-action';
import type { Transaction } from '@/lib/db/client';
import type { CredentialAction } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { storeStep } from '@/lib/remediation/server/store-step';

export type ActionIntent = {
  kind: CredentialActionKind;
  subjectId: string;
  subjectName: string;
  reason: string;
  incidentRef?: string | null | undefined;
};

/**
 * Commits what is about to be asked of XEM, once: a second click within a minute throws `conflict`, whatever became of the
 * first. An action without an answer may be asked for again, by a person who has looked.
 */
export async function recordActionIntent(context: Context, intent: ActionIntent): Promise<CredentialAction> {
  const { kind, subjectId, subjectName, reason } = intent;
  const { actor, clock } = context;
  return context.db.$transaction(async (tx) => {
    const lock = `credential action ${subjectId}`;
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))::text`;
    await assertFirst(context, tx, intent);
    const incident = intent.incidentRef ? await findIncident(tx, intent.incidentRef) : null;
    const { rung, label, subject } = kindFacts[kind];
    const step =
      incident &&
      (await storeStep(context, tx, incident, {
        rung,
        status: 'planned',
        what: `${label}: ${subjectName}`,
        why: reason,
        ...(subject === 'agent' && { subjectKind: 'agent', subjectId }),
      }));
    await recordAudit(context, tx, {
      action: 'credential_action_requested',
      subjectKind: subject,
      subjectId,
      reason,
      data: { kind, subjectName, incident: incident?.number ?? null },
    });
    return tx.credentialAction.create({
      data: {
        kind,
        subjectId,
        subjectName,
        reason,
        incidentId: incident?.id ?? null,
        stepId: step?.stepId ?? null,
        requestedById: actor.actorId,
        requestedByName: actor.name,
        requestedAt: clock.now(),
      },
    });
  });
}

async function assertFirst({ clock }: Context, tx: Transaction, intent: ActionIntent): Promise<void> {
  const { kind, subjectId } = intent;
  const since = new Date(clock.now().getTime() - abandonedAfterMs);
  const before = await tx.credentialAction.findFirst({
    where: { kind, subjectId, outcome: { in: ['requested', 'accepted'] }, requestedAt: { gt: since } },
  });
  if (!before) return;
  const doing = before.outcome === 'requested' ? 'is doing this right now' : 'has just done this';
  throw new AppError('conflict', `${kind} of ${subjectId} was asked for already`, {
    userMessage: `${before.requestedByName} ${doing}. Nothing was changed.`,
    details: { requestedByName: before.requestedByName, outcome: before.outcome },
  });
}
