import { approvalStatuses, isApprovalOpen } from '@/lib/approvals/approval';
import { isOver, waitingStatuses } from '@/lib/executions/execution-status';
import type { EntryKind, EntrySource } from '@/lib/timeline/timeline-entry';
import type { ApprovalVerdict } from '@/lib/triage/approval-verdict';
import { targetOf } from '@/lib/triage/target-of';

/** Something that XEM shows to have happened, as it enters a log. Its source id makes it unique there. */
export type Fact = {
  kind: EntryKind;
  source: EntrySource;
  sourceId: string;
  happenedAt: Date;
  data: Record<string, unknown>;
};

export type ExecutionRow = {
  executionId: string;
  invocationId: string | null;
  workspaceId: string | null;
  toolName: string | null;
  agentId: string | null;
  risk: string | null;
  status: string;
  exitCode: number | null;
  arguments: unknown;
  chatId: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  durationMs: number | null;
  occurredAt: Date;
  observedAt: Date;
};

export type Judged = { verdict: ApprovalVerdict; approvalId: string | null; workspaceName: string | null };

/** Nothing for a call that never ran; else its start, and its end once it is over. */
export function executionFacts(execution: ExecutionRow, judged: Judged): Fact[] {
  if (execution.startedAt === null && idleStatuses.has(execution.status)) return [];
  const common = {
    executionId: execution.executionId,
    toolName: execution.toolName,
    target: targetOf(execution.arguments),
    workspaceId: execution.workspaceId,
    workspaceName: judged.workspaceName,
    agentId: execution.agentId,
    risk: execution.risk,
    approval: judged.verdict,
    approvalId: judged.approvalId,
    chatId: execution.chatId,
  };
  const hasEnded = execution.completedAt !== null || isOver(execution.status);
  return [
    {
      kind: 'execution_started',
      source: 'execution',
      sourceId: `${execution.executionId}:started`,
      happenedAt: execution.startedAt ?? execution.occurredAt,
      data: common,
    },
    ...(hasEnded
      ? [
          {
            kind: 'execution_ended' as const,
            source: 'execution' as const,
            sourceId: `${execution.executionId}:ended`,
            happenedAt: execution.completedAt ?? execution.observedAt,
            data: {
              ...common,
              status: execution.status,
              exitCode: execution.exitCode,
              durationMs: execution.durationMs,
            },
          },
        ]
      : []),
  ];
}

/** Without a start time these mean that the call waits, or was ended before it began. */
const idleStatuses: ReadonlySet<string> = new Set([...waitingStatuses, 'rejected', 'expired', 'cancelled']);

export type ApprovalRow = {
  approvalId: string;
  status: string;
  risk: string | null;
  toolName: string | null;
  workspaceId: string | null;
  invocationId: string | null;
  agentId: string | null;
  arguments: unknown;
  requestedBy: string | null;
  createdAt: Date | null;
  expiresAt: Date | null;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  firstSeenAt: Date;
  observedAt: Date;
};

/** The request of an approval, and its outcome once there is one. */
export function approvalFacts(approval: ApprovalRow, workspaceName: string | null): Fact[] {
  const common = {
    approvalId: approval.approvalId,
    toolName: approval.toolName,
    target: targetOf(approval.arguments),
    workspaceId: approval.workspaceId,
    workspaceName,
    agentId: approval.agentId,
    risk: approval.risk,
    requestedBy: approval.requestedBy,
  };
  const isSettled = approval.resolvedAt !== null || isApprovalSettled(approval.status);
  return [
    {
      kind: 'approval_requested',
      source: 'approval',
      sourceId: `${approval.approvalId}:requested`,
      happenedAt: approval.createdAt ?? approval.firstSeenAt,
      data: { ...common, expiresAt: approval.expiresAt },
    },
    ...(isSettled
      ? [
          {
            kind: 'approval_resolved' as const,
            source: 'approval' as const,
            sourceId: `${approval.approvalId}:resolved`,
            happenedAt: approval.resolvedAt ?? approval.observedAt,
            data: { ...common, status: approval.status, resolvedBy: approval.resolvedBy },
          },
        ]
      : []),
  ];
}

/** A word that nobody knows counts as waiting. */
const isApprovalSettled = (status: string): boolean =>
  approvalStatuses.some((known) => known === status) && !isApprovalOpen(status);

export type AgentEventRow = {
  agentId: string;
  eventId: string;
  type: string;
  detail: string | null;
  occurredAt: Date;
};

export function agentEventFact({ agentId, eventId, type, detail, occurredAt }: AgentEventRow): Fact {
  return {
    kind: 'agent_event',
    source: 'agent',
    sourceId: `${agentId}:${eventId}`,
    happenedAt: occurredAt,
    data: { agentId, type, detail },
  };
}

export type OutageRow = {
  id: string;
  source: string;
  startedAt: Date;
  endedAt: Date | null;
  errorCode: string;
};

/** When a source fell silent, and when it was heard again. */
export function outageFacts({ id, source, startedAt, endedAt, errorCode }: OutageRow): Fact[] {
  const data = { outageId: id, lostSource: source, errorCode };
  return [
    { kind: 'source_lost', source: 'system', sourceId: `${id}:lost`, happenedAt: startedAt, data },
    ...(endedAt
      ? [
          {
            kind: 'source_restored' as const,
            source: 'system' as const,
            sourceId: `${id}:restored`,
            happenedAt: endedAt,
            data,
          },
        ]
      : []),
  ];
}
