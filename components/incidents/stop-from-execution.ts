import type { StopRequest } from '@/components/containment/stop-dialog';
import { titleFromExecution } from '@/components/incidents/draft-from-execution';
import type { ExecutionSummary } from '@/lib/executions/execution';

/** Stop now: for the incident that has the execution already, else for one declared together with the stop. */
export function stopFromExecution(execution: ExecutionSummary): StopRequest {
  const { executionId, agentId, agentName, workspaceId, workspaceName } = execution;
  const places = [{ agentId, agentName, workspaceId, workspaceName }];
  const [incidentRef] = execution.incidentRefs;
  if (incidentRef !== undefined) return { incidentRef, places };
  const subject = { kind: 'execution', subjectId: executionId } as const;
  return { declare: { title: titleFromExecution(execution), subject }, places };
}
