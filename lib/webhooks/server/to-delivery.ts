import 'server-only';
import type { Context } from '@/lib/context';
import type { WebhookDelivery } from '@/lib/db/generated/client';
import type { Delivery } from '@/lib/webhooks/webhook-schema';

/** What an event names only by its call is found through the mirror. */
export async function toDeliveries(
  { db }: Pick<Context, 'db'>,
  rows: Omit<WebhookDelivery, 'body'>[],
): Promise<Delivery[]> {
  const unnamed = rows.flatMap((row) =>
    row.executionId === null && row.invocationId ? [row.invocationId] : [],
  );
  const calls = await db.invocation.findMany({
    where: { invocationId: { in: unnamed } },
    select: { invocationId: true, executionId: true },
  });
  const executionOf = new Map(calls.map(({ invocationId, executionId }) => [invocationId, executionId]));
  return rows.map((row) => ({
    eventId: row.eventId,
    type: row.type,
    occurredAt: row.occurredAt?.toISOString() ?? null,
    receivedAt: row.receivedAt.toISOString(),
    lastReceivedAt: row.lastReceivedAt.toISOString(),
    receivedCount: row.receivedCount,
    fate: row.fate,
    fateReason: row.fateReason,
    about: {
      executionId: row.executionId ?? executionOf.get(row.invocationId ?? '') ?? null,
      invocationId: row.invocationId,
      approvalId: row.approvalId,
      agentId: row.agentId,
      workspaceId: row.workspaceId,
    },
  }));
}
