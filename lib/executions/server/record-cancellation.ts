import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Cancellation } from '@/lib/executions/cancellation-schema';
import type { CancelAnswer } from '@/lib/executions/server/ask-to-cancel';
import { buildCancellation } from '@/lib/executions/server/build-cancellation';
import { findIncidentsAbout } from '@/lib/executions/server/find-incidents-about';
import { announce } from '@/lib/live/server/announce';
import { storableInstant, storableInt, storableJson, storableWord } from '@/lib/mirror/storable';
import { appendEntry } from '@/lib/timeline/server/append-entry';
import type { XemExecution, XemInvocation } from '@/lib/xem/xem';

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
  const { call, cancellationId, reason, incidentId, outcome, xemRequestId, seen, seenRun, error } = result;
  const seenStatus = seen === null ? null : storableWord(seen.status);
  const errorMessage = error?.userMessage ?? null;
  const facts = { ...call, outcome, seenStatus, errorMessage };
  return context.db.$transaction(async (tx) => {
    const row = await tx.callCancellation.update({
      where: { id: cancellationId },
      data: { outcome, xemRequestId, seenStatus, errorMessage },
    });
    const now = context.clock.now();
    if (seen) await keepSeen(tx, seen, now);
    if (seenRun) await keepSeenRun(tx, seenRun, now);
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

/** What the look showed, so that nobody waits for the mirror to see what they did. */
async function keepSeen(tx: Transaction, seen: XemInvocation, observedAt: Date): Promise<void> {
  await tx.invocation.updateMany({
    where: { invocationId: seen.invocationId, observedAt: { lte: observedAt } },
    data: { status: storableWord(seen.status), raw: rawOf(seen), observedAt },
  });
}

async function keepSeenRun(tx: Transaction, seen: XemExecution, observedAt: Date): Promise<void> {
  await tx.execution.updateMany({
    where: { executionId: seen.executionId, observedAt: { lte: observedAt } },
    data: {
      status: storableWord(seen.status),
      exitCode: storableInt(seen.exitCode),
      completedAt: storableInstant(seen.completedAt),
      durationMs: storableInt(seen.durationMs),
      raw: rawOf(seen),
      observedAt,
    },
  });
}

const rawOf = ({ raw }: { raw: unknown }): Prisma.InputJsonValue =>
  JSON.parse(storableJson(raw ?? {})) as Prisma.InputJsonValue;
