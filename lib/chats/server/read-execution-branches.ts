import 'server-only';
import type { z } from 'zod';
import { lastForkBefore } from '@/lib/chats/chat-branch';
import type { executionBranchesSchema } from '@/lib/chats/endpoints';
import { readChatBranches } from '@/lib/chats/server/read-chat-branches';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';

/** The branches of the chat that a call came from. */
export async function readExecutionBranches(
  context: Pick<Context, 'db' | 'xem' | 'clock'>,
  { executionId }: { executionId: string },
): Promise<z.infer<typeof executionBranchesSchema>> {
  const execution = await context.db.execution.findFirst({
    where: { executionId },
    select: { chatId: true, startedAt: true, occurredAt: true },
  });
  if (!execution) throw notFound('execution', executionId);
  const { chatId, startedAt, occurredAt } = execution;
  const chat = chatId === null ? null : await readChatBranches(context, chatId);
  const fork = lastForkBefore(chat?.branches ?? [], startedAt ?? occurredAt);
  return { chat, forkBeforeId: fork?.branchId ?? null, readAt: context.clock.now().toISOString() };
}
