import 'server-only';
import type { z } from 'zod';
import type { incidentBranchesSchema } from '@/lib/chats/endpoints';
import { readChatBranches } from '@/lib/chats/server/read-chat-branches';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';

/** One look may ask XEM about this many chats; an incident about more has named them wrongly. */
const mostChats = 10;

/** The branches of the chats that the incident names, itself or through an attached execution. */
export async function readIncidentBranches(
  context: Context,
  input: { incidentRef: string },
): Promise<z.infer<typeof incidentBranchesSchema>> {
  const incident = await findIncident(context.db, input.incidentRef);
  const chatIds = await readChatIds(context, incident.id);
  const data = await Promise.all(chatIds.map((chatId) => readChatBranches(context, chatId)));
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
