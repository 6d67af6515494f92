import type { SubjectKind } from '@/lib/incidents/subject';
import type { SubjectRef } from '@/lib/incidents/subject-schema';

/** What an incident is about, in a shape that queries can use. */
export type IncidentScope = {
  since: Date;
  executionIds: string[];
  approvalIds: string[];
  agentIds: string[];
  workspaceIds: string[];
  chatIds: string[];
};

export function incidentScope(since: Date, subjects: SubjectRef[]): IncidentScope {
  const idsOf = (wanted: SubjectKind): string[] =>
    subjects.filter(({ kind }) => kind === wanted).map(({ subjectId }) => subjectId);
  return {
    since,
    executionIds: idsOf('execution'),
    approvalIds: idsOf('approval'),
    agentIds: idsOf('agent'),
    workspaceIds: idsOf('workspace'),
    chatIds: idsOf('chat'),
  };
}

/**
 * The executions an incident covers: those attached, and since its start what its chats did, and what its agents did in
 * its workspaces. Without agents, all of its workspaces; without workspaces, all of its agents.
 */
export function executionsInScope(scope: IncidentScope) {
  const since = { gte: scope.since };
  return {
    OR: [
      { executionId: { in: scope.executionIds } },
      { approvalId: { in: scope.approvalIds } },
      { chatId: { in: scope.chatIds }, occurredAt: since },
      ...placesOf(scope).map((place) => ({ ...place, occurredAt: since })),
    ],
  };
}

/** The approvals an incident covers, by the same rule; those of attached executions come by their invocation. */
export function approvalsInScope(scope: IncidentScope, invocationIds: string[]) {
  return {
    OR: [
      { approvalId: { in: scope.approvalIds } },
      { invocationId: { in: invocationIds } },
      ...placesOf(scope).map((place) => ({ ...place, createdAt: { gte: scope.since } })),
    ],
  };
}

/** Where new work of this incident would run: agents, narrowed to its workspaces where it names both. */
export function placesOf({ agentIds, workspaceIds }: Pick<IncidentScope, 'agentIds' | 'workspaceIds'>) {
  if (agentIds.length === 0 && workspaceIds.length === 0) return [];
  return [
    {
      ...(agentIds.length > 0 && { agentId: { in: agentIds } }),
      ...(workspaceIds.length > 0 && { workspaceId: { in: workspaceIds } }),
    },
  ];
}
