import type { StopRequest } from '@/components/containment/stop-dialog';
import { titleFromExecution } from '@/components/incidents/draft-from-execution';
import type { ExecutionSummary } from '@/lib/executions/execution';

/** Stop now: for the open incident that has the execution already, else for one declared together with the stop. */
export function stopFromExecution(execution: ExecutionSummary): StopRequest {
  const { executionId, agentId, agentName, workspaceId, workspaceName, openIncidentRef } = execution;
  const subject = { kind: 'execution', subjectId: executionId } as const;
  return {
    declare: { title: titleFromExecution(execution), subject },
    ...(openIncidentRef !== null && { joins: openIncidentRef }),
    places: [{ agentId, agentName, workspaceId, workspaceName }],
  };
}
