import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { SubjectKind } from '@/lib/incidents/subject';
import type { SubjectRef } from '@/lib/incidents/subject-schema';

export type ExpandedSubjects = {
  subjects: SubjectRef[];
  /** The earliest start among the executions and approvals that are mirrored. */
  earliest: Date | null;
};

/** What comes along with an execution or approval: its agent, workspace and chat, as far as the mirror knows them. */
export async function expandSubjects(db: Transaction, given: SubjectRef[]): Promise<ExpandedSubjects> {
  const idsOf = (wanted: SubjectKind): string[] =>
    given.filter(({ kind }) => kind === wanted).map(({ subjectId }) => subjectId);
  const executions = await db.execution.findMany({
    where: { executionId: { in: idsOf('execution') } },
    select: { agentId: true, workspaceId: true, chatId: true, occurredAt: true },
  });
  const approvals = await db.approval.findMany({
    where: { approvalId: { in: idsOf('approval') } },
    select: { agentId: true, workspaceId: true, createdAt: true, firstSeenAt: true },
  });
  const found = [
    ...given,
    ...executions.flatMap(({ agentId, workspaceId, chatId }) => [
      ...refs('agent', agentId),
      ...refs('workspace', workspaceId),
      ...refs('chat', chatId),
    ]),
    ...approvals.flatMap(({ agentId, workspaceId }) => [
      ...refs('agent', agentId),
      ...refs('workspace', workspaceId),
    ]),
  ];
  const starts = [
    ...executions.map(({ occurredAt }) => occurredAt),
    ...approvals.map(({ createdAt, firstSeenAt }) => createdAt ?? firstSeenAt),
  ].sort((a, b) => a.getTime() - b.getTime());
  return { subjects: distinct(found), earliest: starts[0] ?? null };
}

function refs(kind: SubjectKind, subjectId: string | null): SubjectRef[] {
  return subjectId === null ? [] : [{ kind, subjectId }];
}

function distinct(subjects: SubjectRef[]): SubjectRef[] {
  return [...new Map(subjects.map((subject) => [`${subject.kind} ${subject.subjectId}`, subject])).values()];
}
