import type { Variants } from '@/lib/simulator/http/variants';
import { tools } from '@/lib/simulator/tools/tools';
import { lastRenewalOf, leaseExpiryOf } from '@/lib/simulator/world/agents';
import type {
  Agent,
  AgentEvent,
  Approval,
  Branch,
  Chat,
  Execution,
  ExportJob,
  Invocation,
  Workspace,
  World,
} from '@/lib/simulator/world/world';
import type { WireBody } from '@/lib/xem/wire/field-table';

/** How the router's objects look on the wire: all fields of the table, times as ISO 8601 unless said otherwise. */

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
const isoOrNull = (milliseconds: number | null) => (milliseconds === null ? null : iso(milliseconds));

/** What list and detail usually carry; the whole is behind `/raw`. */
const inlineOutputLimit = 2_000;

export function presentExecution(
  world: World,
  execution: Execution,
  inlineOutput: Variants['inlineOutput'] = 'beginning',
): WireBody<'execution'> {
  const limit = inlineOutput === 'whole' ? execution.output.length : inlineOutputLimit;
  const invocation = world.invocations.get(execution.invocationId);
  return {
    execution_id: execution.id,
    invocation_id: execution.invocationId,
    workspace_id: invocation?.workspaceId ?? null,
    tool_name: invocation?.toolName ?? null,
    agent_id: invocation?.agentId ?? null,
    risk: invocation?.risk ?? null,
    status: execution.status,
    exit_code: execution.exitCode,
    arguments: invocation?.arguments ?? null,
    output: execution.output.slice(0, limit),
    error: execution.error,
    approval_id: invocation?.approvalId ?? null,
    chat_id: invocation?.chatId ?? null,
    branch_id: invocation?.branchId ?? null,
    requested_by: invocation?.requestedBy ?? null,
    started_at: iso(execution.startedAt),
    completed_at: isoOrNull(execution.completedAt),
    duration_ms: execution.completedAt === null ? null : execution.completedAt - execution.startedAt,
    truncated: execution.output.length > limit,
  };
}

export function presentInvocation(invocation: Invocation): WireBody<'invocation'> {
  const { approvalId } = invocation;
  return {
    invocation_id: invocation.id,
    execution_id: invocation.executionId,
    workspace_id: invocation.workspaceId,
    tool_name: invocation.toolName,
    agent_id: invocation.agentId,
    risk: invocation.risk,
    status: invocation.status,
    approval_id: approvalId,
    approval_url: approvalId === null ? null : `https://dashboard.example/approvals/${approvalId}`,
    arguments: invocation.arguments,
    created_at: iso(invocation.createdAt),
  };
}

export function presentApproval(world: World, approval: Approval): WireBody<'approval'> {
  const invocation = world.invocations.get(approval.invocationId);
  return {
    id: approval.id,
    status: approval.status,
    risk: invocation?.risk ?? null,
    tool_name: invocation?.toolName ?? null,
    workspace_id: invocation?.workspaceId ?? null,
    invocation_id: approval.invocationId,
    agent_id: invocation?.agentId ?? null,
    arguments: invocation?.arguments ?? null,
    requested_by: invocation?.requestedBy ?? null,
    created_at: iso(approval.createdAt),
    expires_at: iso(approval.expiresAt),
    escalation_stage: approval.escalationStage,
    resolved_at: isoOrNull(approval.resolvedAt),
    resolved_by: approval.resolvedBy,
    // Sent with every decision, decoded by nobody.
    note: null,
  };
}

export function presentAgent(world: World, agent: Agent, workspacesBy: 'id' | 'name'): WireBody<'agent'> {
  const called = (id: string) => (workspacesBy === 'id' ? id : (world.workspaces.get(id)?.name ?? id));
  return {
    id: agent.id,
    name: agent.name,
    worker_id: `wkr_${agent.id.slice(4)}`,
    registration_name: agent.name,
    role: 'xem',
    status: agent.isRevoked ? 'revoked' : agent.isOffline ? 'offline' : 'active',
    region: agent.region,
    max_concurrent_requests: agent.maxConcurrent,
    last_heartbeat_at: iso(lastRenewalOf(world, agent)),
    lease_expires_at: iso(leaseExpiryOf(world, agent)),
    manifest_version: agent.manifestVersion,
    manifest_hash: agent.manifestHash,
    workspaces: agent.workspaceIds.map(called),
    tools: agent.tools.map((name) => ({ name, risk: tools.get(name)?.risk ?? null })),
    exec_paused: agent.isPaused,
    paused_workspaces: agent.pausedWorkspaceIds.map(called),
    in_flight: agent.inFlight,
  };
}

export function presentAgentEvent(agent: Agent, event: AgentEvent): WireBody<'agentEvent'> {
  return {
    id: event.id,
    agent_id: agent.id,
    type: event.type,
    created_at: iso(event.createdAt),
    detail: event.detail,
  };
}

export function presentWorkspace(workspace: Workspace): WireBody<'workspace'> {
  return { ...workspace };
}

export function presentChat(chat: Chat): WireBody<'chat'> {
  return {
    id: chat.id,
    title: chat.title,
    workspace_id: chat.workspaceId,
    template: {
      name: chat.template.name,
      version: chat.template.version,
      approval_policy: chat.template.approvalPolicy,
    },
    created_at: seconds(chat.createdAt),
  };
}

/** Unix seconds, as on the vendor's other conversation objects. */
export function presentBranch(branch: Branch): WireBody<'branch'> {
  return {
    id: branch.id,
    name: branch.name,
    parent_branch_id: branch.parentBranchId,
    fork_at_seq: branch.forkAtSeq,
    auto_fork: branch.isAutoFork,
    created_at: seconds(branch.createdAt),
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

export function presentExport(job: ExportJob): WireBody<'export'> {
  return {
    id: job.id,
    status: 'completed',
    error: null,
    start_date: job.startDate,
    end_date: job.endDate,
    created_at: iso(job.createdAt),
  };
}

export function presentHealth(world: World): WireBody<'health'> & Record<string, unknown> {
  const agents = [...world.agents.values()];
  const offline = agents.filter((agent) => agent.isOffline).length;
  const status = offline === 0 ? 'operational' : 'degraded';
  const service = (name: string, state: string, detail: string): WireBody<'service'> => ({
    name,
    status: state,
    detail,
  });
  return {
    status,
    services: [
      service('router', 'operational', 'accepting requests'),
      service('exec dispatch', status, `${agents.length - offline} of ${agents.length} agents hold a lease`),
      service('approval engine', 'operational', 'deciding'),
      service('inference', 'operational', 'answering'),
    ],
    agents: {
      online: agents.length - offline,
      offline,
      exec_paused: agents.filter((agent) => agent.isPaused || agent.pausedWorkspaceIds.length > 0).length,
    },
    generated_at: iso(world.now),
  };
}
