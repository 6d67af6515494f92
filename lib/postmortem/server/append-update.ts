import 'server-only';
import { createHash } from 'node:crypto';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';

/** Keeps everybody else from saving until the transaction ends. Throws `conflict` before the postmortem is started. */
export async function lockPostmortem(tx: Transaction, incidentId: string): Promise<{ revision: number }> {
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    SELECT revision FROM "Postmortem" WHERE "incidentId" = ${incidentId}::uuid FOR UPDATE`;
  if (row) return row;
  throw new AppError('conflict', 'the postmortem has not been started', {
    userMessage: 'The postmortem has not been started yet.',
  });
}

/** Adds one edit as the next revision. The caller holds the lock and has looked that the edit is new and sound. */
export async function appendUpdate(
  context: Context,
  tx: Transaction,
  incidentId: string,
  update: Uint8Array<ArrayBuffer>,
): Promise<number> {
  const { revision } = await tx.postmortem.update({
    where: { incidentId },
    data: { revision: { increment: 1 } },
  });
  await tx.postmortemUpdate.create({
    data: {
      incidentId,
      revision,
      updateHash: hashUpdate(update),
      update,
      authorId: context.actor.actorId,
      authorName: context.actor.name,
      createdAt: context.clock.now(),
    },
  });
  return revision;
}

export const hashUpdate = (update: Uint8Array): string => createHash('sha256').update(update).digest('hex');
