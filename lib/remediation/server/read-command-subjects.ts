import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { CommandSubjects } from '@/lib/remediation/build-commands';

/** More than this many of a kind would bury the line that is looked for; the rest is on the executions tab. */
const mostOfAKind = 20;

/** Agents, chats and workspaces that the incident names itself or through its attached executions and its holds. */
export async function readCommandSubjects(
  db: Transaction,
  incidentId: string,
): Promise<Omit<CommandSubjects, 'incidentRef'>> {
  const subjects = await db.incidentSubject.findMany({
    where: { incidentId },
    orderBy: { attachedAt: 'asc' },
  });
  const idsOf = (kind: string) => subjects.filter((it) => it.kind === kind).map((it) => it.subjectId);
  const [executions, targets] = await Promise.all([
    db.execution.findMany({
      where: { executionId: { in: idsOf('execution') } },
      select: { agentId: true, chatId: true, workspaceId: true },
      orderBy: { occurredAt: 'asc' },
    }),
    db.holdTarget.findMany({
      where: { hold: { incidentId } },
      select: { scope: { select: { agentId: true } } },
      orderBy: { addedAt: 'asc' },
    }),
  ]);
  return {
    agentIds: distinct([
      ...idsOf('agent'),
      ...executions.map((it) => it.agentId),
      ...targets.map((it) => it.scope.agentId),
    ]),
    chatIds: distinct([...idsOf('chat'), ...executions.map((it) => it.chatId)]),
    workspaceIds: distinct([...idsOf('workspace'), ...executions.map((it) => it.workspaceId)]),
  };
}

function distinct(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))].slice(0, mostOfAKind);
}
