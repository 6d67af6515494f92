import type { Contract } from '@/lib/xem/wire/contract';
import type {
  WireAgent,
  WireAgentEvent,
  WireApproval,
  WireBranch,
  WireExecution,
  WireExport,
  WireHealth,
  WireInvocation,
  WireService,
  WireWorkspace,
} from '@/lib/xem/wire/records';
import { translateWord } from '@/lib/xem/wire/words';
import type {
  XemAgent,
  XemAgentEvent,
  XemApproval,
  XemBranch,
  XemExecution,
  XemExport,
  XemHealth,
  XemInvocation,
  XemWorkspace,
} from '@/lib/xem/xem';

export function translateExecution(wire: WireExecution, { synonyms }: Contract): XemExecution {
  return {
    executionId: wire.execution_id,
    invocationId: wire.invocation_id,
    workspaceId: wire.workspace_id,
    toolName: wire.tool_name,
    agentId: wire.agent_id,
    risk: translateWord(synonyms.risks, wire.risk),
    status: translateWord(synonyms.statuses.execution, wire.status),
    exitCode: wire.exit_code,
    arguments: wire.arguments,
    output: wire.output,
    error: wire.error,
    approvalId: wire.approval_id,
    chatId: wire.chat_id,
    branchId: wire.branch_id,
    requestedBy: wire.requested_by,
    startedAt: wire.started_at,
    completedAt: wire.completed_at,
    durationMs: wire.duration_ms ?? durationBetween(wire.started_at, wire.completed_at),
    raw: wire.raw,
  };
}

function durationBetween(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : Math.max(0, to.getTime() - from.getTime());
}

export function translateInvocation(wire: WireInvocation, { synonyms }: Contract): XemInvocation {
  return {
    invocationId: wire.invocation_id,
    executionId: wire.execution_id,
    workspaceId: wire.workspace_id,
    toolName: wire.tool_name,
    agentId: wire.agent_id,
    risk: translateWord(synonyms.risks, wire.risk),
    status: translateWord(synonyms.statuses.invocation, wire.status),
    approvalId: wire.approval_id,
    arguments: wire.arguments,
    createdAt: wire.created_at,
    raw: wire.raw,
  };
}

export function translateApproval(
  wire: WireApproval,
  { synonyms, approvalTimeoutSeconds }: Contract,
): XemApproval {
  const risk = translateWord(synonyms.risks, wire.risk);
  return {
    approvalId: wire.id,
    status: translateWord(synonyms.statuses.approval, wire.status),
    risk,
    toolName: wire.tool_name,
    workspaceId: wire.workspace_id,
    invocationId: wire.invocation_id,
    agentId: wire.agent_id,
    arguments: wire.arguments,
    requestedBy: wire.requested_by,
    createdAt: wire.created_at,
    expiresAt: wire.expires_at,
    policyTimeoutSeconds: risk === null ? null : (approvalTimeoutSeconds[risk] ?? null),
    escalationStage: wire.escalation_stage,
    resolvedAt: wire.resolved_at,
    resolvedBy: wire.resolved_by,
    raw: wire.raw,
  };
}

export function translateAgent(wire: WireAgent): XemAgent {
  return {
    agentId: wire.id,
    name: wire.name ?? wire.id,
    status: wire.status,
    region: wire.region,
    lastHeartbeatAt: wire.last_heartbeat_at,
    leaseExpiresAt: wire.lease_expires_at,
    manifestVersion: wire.manifest_version,
    workspaces: wire.workspaces ?? [],
    tools: wire.tools ?? [],
    isPaused: wire.exec_paused,
    pausedWorkspaces: wire.paused_workspaces,
    inFlight: wire.in_flight,
    raw: wire.raw,
  };
}

/** An event without an id of its own gets one from what it says, so that reading it twice gives the same. */
export function translateAgentEvent(agentId: string, wire: WireAgentEvent): XemAgentEvent {
  const occurredAt = wire.created_at ?? new Date(0);
  return {
    eventId: wire.id ?? `${agentId}:${occurredAt.getTime()}:${wire.type}`,
    agentId: wire.agent_id ?? agentId,
    type: wire.type,
    occurredAt,
    detail: wire.detail,
    raw: wire.raw,
  };
}

export function translateWorkspace(wire: WireWorkspace): XemWorkspace {
  return { workspaceId: wire.id, name: wire.name ?? wire.id, type: wire.type, raw: wire.raw };
}

export function translateBranch(wire: WireBranch): XemBranch {
  return {
    branchId: wire.id,
    name: wire.name,
    parentBranchId: wire.parent_branch_id,
    forkedAtSequence: wire.fork_at_seq,
    isAutoFork: wire.auto_fork ?? false,
    createdAt: wire.created_at,
    raw: wire.raw,
  };
}

export function translateExport(wire: WireExport, { synonyms }: Contract): XemExport {
  return {
    exportId: wire.id,
    status: translateWord(synonyms.statuses.export, wire.status),
    error: wire.error,
    since: wire.start_date,
    until: wire.end_date,
    createdAt: wire.created_at,
    raw: wire.raw,
  };
}

export function translateService(wire: WireService): XemHealth['services'][number] {
  return { name: wire.name ?? 'unnamed', status: wire.status, detail: wire.detail };
}

export function translateHealth(wire: WireHealth, services: XemHealth['services']): XemHealth {
  return { status: wire.status, services, raw: wire.raw };
}
