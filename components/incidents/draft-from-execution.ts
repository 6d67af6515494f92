import type { DeclareDraft } from '@/components/incidents/declare-dialog';
import type { ExecutionSummary } from '@/lib/executions/execution';
import { approvalVerdictNames, isUnapproved } from '@/lib/triage/approval-verdict';

/** What an incident about one execution is called, unless a person knows better. */
export function draftFromExecution(execution: ExecutionSummary): DeclareDraft {
  const { executionId, toolName, workspaceName, workspaceId, status, verdict } = execution;
  const what = isUnapproved(verdict) ? approvalVerdictNames[verdict] : status;
  return {
    title: `${toolName ?? 'Execution'} on ${workspaceName ?? workspaceId ?? 'an unknown workspace'}: ${what}`,
    subjects: [{ kind: 'execution', subjectId: executionId }],
  };
}
