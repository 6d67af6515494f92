import 'server-only';
import type { ChatBranch, ChatBranches } from '@/lib/chats/chat-branch';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors';
import type { XemBranch } from '@/lib/xem/xem';

/** The branches of one chat, newest first, as XEM shows them now; why not, where it does not. */
export async function readChatBranches({ xem }: Pick<Context, 'xem'>, chatId: string): Promise<ChatBranches> {
  try {
    const branches = await xem.listChatBranches(chatId);
    return { chatId, branches: branches.map(toChatBranch).sort(newestFirst), error: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { chatId, branches: null, error: { code: error.code, message: error.userMessage } };
  }
}

function toChatBranch(branch: XemBranch): ChatBranch {
  const { branchId, name, parentBranchId, forkedAtSequence, isAutoFork, createdAt } = branch;
  const created = createdAt?.toISOString() ?? null;
  return { branchId, name, parentBranchId, forkedAtSequence, isAutoFork, createdAt: created };
}

function newestFirst(a: ChatBranch, b: ChatBranch): number {
  return (b.createdAt ?? '').localeCompare(a.createdAt ?? '');
}
