import 'server-only';
import type { z } from 'zod';
import type { ChatBranch, ChatBranches } from '@/lib/chats/chat-branch';
import type { incidentBranchesSchema } from '@/lib/chats/endpoints';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import type { XemBranch } from '@/lib/xem/xem';

/** One look may ask XEM about this many chats; an incident about more has named them wrongly. */
const mostChats = 10;

/** The branches of the chats that the incident names, itself or through an attached execution. */
export async function readIncidentBranches(
  context: Context,
  input: { incidentRef: string },
): Promise<z.infer<typeof incidentBranchesSchema>> {
  const incident = await findIncident(context.db, input.incidentRef);
  const chatIds = await readChatIds(context, incident.id);
  const data = await Promise.all(chatIds.map((chatId) => readBranches(context, chatId)));
  return { data, readAt: context.clock.now().toISOString() };
}

async function readChatIds({ db }: Context, incidentId: string): Promise<string[]> {
  const subjects = await db.incidentSubject.findMany({
    where: { incidentId, kind: { in: ['chat', 'execution'] } },
    orderBy: { attachedAt: 'asc' },
  });
  const named = subjects.filter(({ kind }) => kind === 'chat');
  const executions = await db.execution.findMany({
    where: {
      executionId: { in: subjects.filter(({ kind }) => kind === 'execution').map((it) => it.subjectId) },
      chatId: { not: null },
    },
    select: { chatId: true },
    distinct: ['chatId'],
  });
  const ids = [...named.map(({ subjectId }) => subjectId), ...executions.flatMap((it) => it.chatId ?? [])];
  return [...new Set(ids)].slice(0, mostChats);
}

async function readBranches({ xem }: Context, chatId: string): Promise<ChatBranches> {
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
