import 'server-only';
import type { LockingIncident } from '@/lib/approvals/server/read-locks';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Approval } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { notify } from '@/lib/notify/server/notify';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Override = {
  approval: Approval;
  decisionId: string;
  lockedBy: LockingIncident[];
  overrideReason?: string | undefined;
};

/** Writes into the log of every incident that holds the agent that somebody lets a call through in spite of it. */
export async function recordOverride(
  context: Context,
  tx: Transaction,
  { approval, decisionId, lockedBy, overrideReason = '' }: Override,
): Promise<void> {
  const { approvalId, toolName, risk, agentId, workspaceId } = approval;
  // Their rows are locked one after the other: in the order in which everybody locks them.
  for (const { id: incidentId, number } of lockedBy.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    await appendEntry(context, tx, {
      incidentId,
      kind: 'lock_overridden',
      source: 'person',
      sourceId: `override:${decisionId}`,
      text: overrideReason,
      data: { approvalId, toolName, risk, agentId, workspaceId },
    });
    await notify(context, tx, {
      kind: 'lock_overridden',
      severity: 'amber',
      text: `${context.actor.name} lets ${toolName ?? 'a call'} through although ${incidentRefOf(number)} holds its agent.`,
      incidentId,
      subject: { kind: 'approval', id: approvalId },
    });
  }
}
