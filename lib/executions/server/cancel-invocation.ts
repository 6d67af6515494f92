import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError, notFound } from '@/lib/errors';
import { endedAlready } from '@/lib/executions/cancellation';
import type { Cancellation } from '@/lib/executions/cancellation-schema';
import { isOver } from '@/lib/executions/execution-status';
import { askToCancel } from '@/lib/executions/server/ask-to-cancel';
import { type Call, recordCancellation } from '@/lib/executions/server/record-cancellation';
import { findIncident } from '@/lib/incidents/server/find-incident';

export type CancelInvocationInput = {
  invocationId: string;
  reason: string;
  /** The incident from which it was asked; its log tells of it whatever it is about. */
  incidentRef?: string | undefined;
};

/** A request that got no answer for this long, in ms, has died; another may be made. */
const abandonedAfterMs = 60_000;

/**
 * Asks XEM to cancel one call that is queued or runs, once: XEM does not say what a cancel does to a running call, so no
 * machine repeats it. The intent is written before the call, what came of it after. Throws `conflict` when the call has
 * ended or somebody is just cancelling it, and XEM's own refusal.
 */
export async function cancelInvocation(
  context: Context,
  input: CancelInvocationInput,
): Promise<Cancellation> {
  requireRole(context, 'responder');
  const { call, cancellationId, incidentId } = await recordIntent(context, input);
  const answer = await askToCancel(context, call);
  const { reason } = input;
  const cancellation = await recordCancellation(context, {
    call,
    cancellationId,
    incidentId,
    reason,
    ...answer,
  });
  if (answer.outcome === 'failed' && answer.error) throw answer.error;
  return cancellation;
}

async function recordIntent(context: Context, { invocationId, reason, incidentRef }: CancelInvocationInput) {
  return context.db.$transaction(async (tx) => {
    // There may be no row of the call to lock, so two clicks meet at its name.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`cancel ${invocationId}`}, 0))::text`;
    const incidentId = incidentRef === undefined ? null : (await findIncident(tx, incidentRef)).id;
    // In this order: a request that ends between the two has also written that the call ended.
    await assertAlone(context, tx, invocationId);
    const call = await findCall(tx, invocationId);
    if (isOver(call.status)) throw endedAlready(invocationId, call.status);
    const { id: cancellationId } = await tx.callCancellation.create({
      data: {
        invocationId,
        reason,
        outcome: 'requested',
        requestedById: context.actor.actorId,
        requestedByName: context.actor.name,
        requestedAt: context.clock.now(),
      },
    });
    return { call, cancellationId, incidentId };
  });
}

/** The call as the mirror knows it: its run where there is one, since that says more; ended when either has ended. */
async function findCall(tx: Transaction, invocationId: string): Promise<Call> {
  const [invocation, execution] = await Promise.all([
    tx.invocation.findUnique({ where: { invocationId } }),
    tx.execution.findFirst({ where: { invocationId }, orderBy: { occurredAt: 'desc' } }),
  ]);
  const known = execution ?? invocation;
  if (!known) throw notFound('invocation', invocationId);
  const { executionId, agentId, workspaceId, toolName, risk } = known;
  const status = invocation && isOver(invocation.status) ? invocation.status : known.status;
  const chatId = execution?.chatId ?? null;
  return { invocationId, executionId, agentId, workspaceId, chatId, toolName, risk, status };
}

async function assertAlone({ clock }: Context, tx: Transaction, invocationId: string): Promise<void> {
  const since = new Date(clock.now().getTime() - abandonedAfterMs);
  const running = await tx.callCancellation.findFirst({
    where: { invocationId, outcome: 'requested', requestedAt: { gt: since } },
  });
  if (!running) return;
  throw new AppError('conflict', `invocation ${invocationId} is being cancelled`, {
    userMessage: `${running.requestedByName} is cancelling this call right now.`,
    details: { requestedByName: running.requestedByName },
  });
}
