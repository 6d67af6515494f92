import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { Context } from '@/lib/context';
import type { Cancellation } from '@/lib/executions/cancellation-schema';
import type { CancelAnswer } from '@/lib/executions/server/ask-to-cancel';
import { buildCancellation } from '@/lib/executions/server/build-cancellation';
import { findIncidentsAbout } from '@/lib/executions/server/find-incidents-about';
import { announce } from '@/lib/live/server/announce';
import { readWorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { storeExecutions } from '@/lib/mirror/server/store-executions';
import { storeInvocations } from '@/lib/mirror/server/store-invocations';
import { storableWord } from '@/lib/mirror/storable';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** The call that was to be cancelled, as it was known before. */
export type Call = {
  invocationId: string;
  executionId: string | null;
  agentId: string | null;
  workspaceId: string | null;
  chatId: string | null;
  toolName: string | null;
  risk: string | null;
  status: string;
};

type Result = CancelAnswer & {
  call: Call;
  cancellationId: string;
  reason: string;
  /** The incident from which it was asked. */
  incidentId: string | null;
};

/** Writes what came of it: on the request, in the audit trail, and in the log of every incident it concerns. */
export async function recordCancellation(context: Context, result: Result): Promise<Cancellation> {
  const { call, cancellationId, reason, incidentId, outcome, xemRequestId, seen, error } = result;
  const seenStatus = seen === null ? null : storableWord(seen.status);
  const errorMessage = error?.userMessage ?? null;
  const facts = { ...call, outcome, seenStatus, errorMessage };
  await keepSeen(context, result);
  return context.db.$transaction(async (tx) => {
    const row = await tx.callCancellation.update({
      where: { id: cancellationId },
      data: { outcome, xemRequestId, seenStatus, errorMessage },
    });
    await recordAudit(context, tx, {
      action: 'call_cancelled',
      subjectKind: 'invocation',
      subjectId: call.invocationId,
      reason,
      xemRequestId,
      data: facts,
    });
    const concerned = new Set([
      ...(incidentId === null ? [] : [incidentId]),
      ...(await findIncidentsAbout(tx, call)),
    ]);
    // In one order, so that two cancellations never wait for each other's incidents.
    for (const id of [...concerned].toSorted()) {
      await appendEntry(context, tx, {
        incidentId: id,
        kind: 'call_cancelled',
        source: 'person',
        sourceId: `cancellation:${cancellationId}`,
        text: reason,
        data: facts,
        xemRequestId,
      });
    }
    await announce(tx, { incident: null, changed: 'executions' });
    return buildCancellation(row);
  });
}

/**
 * What the look showed, so that nobody waits for the mirror to see what they did. It may fail alone: the mirror reads it
 * again, while nobody else would write what came of the request.
 */
async function keepSeen(context: Context, { seen, seenRun }: CancelAnswer): Promise<void> {
  const { db, clock, logger } = context;
  try {
    const how = { observedAt: clock.now(), workspaceIdOf: await readWorkspaceResolver(db) };
    await db.$transaction(async (tx) => {
      if (seen) await storeInvocations(tx, [seen], how);
      if (seenRun) await storeExecutions(tx, [seenRun], how);
    });
  } catch (error) {
    logger.warn({ err: error }, 'what a cancellation showed could not be kept; the mirror reads it again');
  }
}
