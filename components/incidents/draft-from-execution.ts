import type { DeclareDraft } from '@/components/incidents/declare-dialog';
import type { ExecutionSummary } from '@/lib/executions/execution';
import { approvalVerdictNames, isUnapproved } from '@/lib/triage/approval-verdict';

/** What an incident about one execution is called, unless a person knows better. */
export function titleFromExecution(execution: ExecutionSummary): string {
  const { toolName, workspaceName, workspaceId, status, verdict } = execution;
  const what = isUnapproved(verdict) ? approvalVerdictNames[verdict] : status;
  return `${toolName ?? 'Execution'} on ${workspaceName ?? workspaceId ?? 'an unknown workspace'}: ${what}`;
}

export function draftFromExecution(execution: ExecutionSummary): DeclareDraft {
  return {
    title: titleFromExecution(execution),
    subjects: [{ kind: 'execution', subjectId: execution.executionId }],
  };
}
