import 'server-only';
import type { AuditAction } from '@/lib/audit/audit-action';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

export type NewAuditEntry = {
  action: AuditAction;
  subjectKind:
    | 'member'
    | 'token'
    | 'share'
    | 'notification'
    | 'approval'
    | 'webhook'
    | 'invocation'
    | 'agent'
    | 'api_key'
    | 'backfill'
    | 'contract_probe';
  subjectId: string;
  reason?: string;
  xemRequestId?: string | null;
  /** Before and after, never a secret. */
  data?: Prisma.InputJsonObject;
};

/** Adds to the audit trail in the caller's transaction, so that nothing changes without its line. */
export async function recordAudit(
  context: Pick<Context, 'actor' | 'clock' | 'requestId'>,
  tx: Transaction,
  entry: NewAuditEntry,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      data: {},
      ...entry,
      recordedAt: context.clock.now(),
      actorId: context.actor.actorId,
      actorName: context.actor.name,
      requestId: context.requestId,
    },
  });
}
