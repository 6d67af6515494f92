import type { StopRequest } from '@/components/containment/stop-dialog';
import type { ApprovalDetail } from '@/lib/approvals/endpoints';

/** Stop now where an approval is asked for: the agent that asks, or every agent that could be given the call. */
export function stopFromApproval(approval: ApprovalDetail): StopRequest {
  const { approvalId, agentId, agentName, workspaceId, workspaceName, toolName } = approval;
  const places = [{ agentId, agentName, workspaceId, workspaceName }];
  const subject = { kind: 'approval', subjectId: approvalId } as const;
  const [incidentRef] = approval.incidentRefs;
  if (incidentRef !== undefined) return { incidentRef, subject, places };
  const title = `${toolName ?? 'A call'} on ${workspaceName ?? workspaceId ?? 'an unknown workspace'} asks for approval`;
  return { declare: { title, subject }, places };
}
