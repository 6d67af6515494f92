/**
 * Every path, method, field name and header that Holdfast assumes of the router, in one place, each with
 * how well it is known. The adapter reads by this table and the simulator answers by it, so a wrong guess
 * is corrected here and nowhere else.
 *
 * Marks: `D:key` documented by the vendor (key names the page), `R` runbook, `I` inferred, `I:A-nn` inferred
 * with an entry in the assumption register.
 */
type Mark = `D:${string}` | 'R' | 'I' | `I:A-${number}`;

export type Scope = 'execution' | 'management' | 'inference';

/** A part of the API that is allowed or refused as a whole; errors name it. */
const surfaces = {
  exec: { scope: 'execution', mark: 'D:c-exec' },
  approvals: { scope: 'execution', mark: 'D:c-appr' },
  agents: { scope: 'management', mark: 'I:A-10' },
  exports: { scope: 'management', mark: 'D:c-plat' },
  health: { scope: 'management', mark: 'D:c-plat' },
  workspaces: { scope: 'inference', mark: 'D:c-plat' },
  chats: { scope: 'inference', mark: 'D:c-plat' },
} as const satisfies Record<string, { scope: Scope; mark: Mark }>;

export type Surface = keyof typeof surfaces;

type OperationEntry = {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below a base URL that already ends in `/<project>/v1`. */
  path: `/${string}`;
  surface: Surface;
  mark: Mark;
};

const operations = {
  listTools: { method: 'GET', path: '/exec/tools', surface: 'exec', mark: 'I' },
  showTool: { method: 'GET', path: '/exec/tools/{tool_name}', surface: 'exec', mark: 'D:c-exec' },

  startInvocation: { method: 'POST', path: '/exec/invocations', surface: 'exec', mark: 'I:A-15' },
  listInvocations: { method: 'GET', path: '/exec/invocations', surface: 'exec', mark: 'D:err' },
  showInvocation: {
    method: 'GET',
    path: '/exec/invocations/{invocation_id}',
    surface: 'exec',
    mark: 'D:err',
  },
  cancelInvocation: {
    method: 'POST',
    path: '/exec/invocations/{invocation_id}/cancel',
    surface: 'exec',
    mark: 'I:A-07',
  },

  listExecutions: { method: 'GET', path: '/exec/executions', surface: 'exec', mark: 'I' },
  showExecution: { method: 'GET', path: '/exec/executions/{execution_id}', surface: 'exec', mark: 'I' },
  rawExecution: {
    method: 'GET',
    path: '/exec/executions/{execution_id}/raw',
    surface: 'exec',
    mark: 'I:A-07',
  },

  listApprovals: { method: 'GET', path: '/exec/approvals', surface: 'approvals', mark: 'D:c-appr' },
  showApproval: {
    method: 'GET',
    path: '/exec/approvals/{approval_id}',
    surface: 'approvals',
    mark: 'D:c-appr',
  },
  approve: {
    method: 'POST',
    path: '/exec/approvals/{approval_id}/approve',
    surface: 'approvals',
    mark: 'D:appr',
  },
  reject: {
    method: 'POST',
    path: '/exec/approvals/{approval_id}/reject',
    surface: 'approvals',
    mark: 'D:appr',
  },

  listAgents: { method: 'GET', path: '/management/agents', surface: 'agents', mark: 'D:pag' },
  showAgent: { method: 'GET', path: '/management/agents/{agent_id}', surface: 'agents', mark: 'I' },
  listAgentEvents: {
    method: 'GET',
    path: '/management/agents/{agent_id}/events',
    surface: 'agents',
    mark: 'I',
  },
  pauseExec: {
    method: 'POST',
    path: '/management/agents/{agent_id}/pause-exec',
    surface: 'agents',
    mark: 'I:A-06',
  },
  resumeExec: {
    method: 'POST',
    path: '/management/agents/{agent_id}/resume-exec',
    surface: 'agents',
    mark: 'I:A-06',
  },

  listWorkspaces: { method: 'GET', path: '/workspaces', surface: 'workspaces', mark: 'I' },
  showWorkspace: { method: 'GET', path: '/workspaces/{workspace_id}', surface: 'workspaces', mark: 'I' },
  listWorkspaceBindings: {
    method: 'GET',
    path: '/workspaces/{workspace_id}/bindings',
    surface: 'workspaces',
    mark: 'I:A-11',
  },

  listChats: { method: 'GET', path: '/chats', surface: 'chats', mark: 'I' },
  showChat: { method: 'GET', path: '/chats/{chat_id}', surface: 'chats', mark: 'I' },
  listChatBranches: { method: 'GET', path: '/chats/{chat_id}/branches', surface: 'chats', mark: 'I' },

  createExport: { method: 'POST', path: '/exports/executions', surface: 'exports', mark: 'D:exp' },
  listExports: { method: 'GET', path: '/exports', surface: 'exports', mark: 'D:exp' },
  showExport: { method: 'GET', path: '/exports/{export_id}', surface: 'exports', mark: 'D:exp-old' },
  downloadExport: {
    method: 'GET',
    path: '/exports/{export_id}/download',
    surface: 'exports',
    mark: 'D:exp-old',
  },

  healthDashboard: { method: 'GET', path: '/health/dashboard', surface: 'health', mark: 'D:stat' },
} as const satisfies Record<string, OperationEntry>;

export type OperationName = keyof typeof operations;

/** Names under which a router may give a field; the first that isn't null wins. A dot reaches inside. */
type FieldEntry = readonly [mark: Mark, ...aliases: [string, ...string[]]];

/** snake_case as the vendor's public API writes it; the camelCase twin of each alias is tried as well. */
const fields = {
  execution: {
    execution_id: ['I:A-03', 'id', 'execution_id'],
    invocation_id: ['I:A-03', 'invocation_id', 'invocation.id', 'invocation'],
    workspace_id: ['D:ir', 'workspace_id', 'workspace.id', 'workspace.name', 'workspace'],
    tool_name: ['D:ir', 'tool_name', 'tool.name', 'tool', 'name'],
    agent_id: ['I', 'agent_id', 'agent.id', 'agent'],
    risk: ['I', 'risk', 'risk_level', 'tool.risk'],
    status: ['R', 'status', 'state'],
    exit_code: ['D:ir', 'exit_code', 'result.exit_code'],
    arguments: ['I', 'arguments', 'args', 'input'],
    output: ['D:ir', 'output', 'result.output', 'stdout'],
    error: ['I', 'error', 'result.error', 'error_message'],
    approval_id: ['I', 'approval_id', 'approval.id', 'approval'],
    chat_id: ['I', 'chat_id', 'chat.id', 'chat'],
    branch_id: ['I', 'branch_id', 'branch.id', 'branch'],
    requested_by: ['I', 'requested_by', 'actor', 'created_by'],
    started_at: ['I:A-05', 'started_at', 'created_at', 'created'],
    completed_at: ['I:A-05', 'completed_at', 'finished_at', 'ended_at'],
    duration_ms: ['I', 'duration_ms'],
    truncated: ['I', 'truncated', 'output_truncated'],
  },
  invocation: {
    invocation_id: ['D:xwh', 'id', 'invocation_id'],
    execution_id: ['I:A-03', 'execution_id', 'execution.id', 'execution'],
    workspace_id: ['D:xwh', 'workspace_id', 'workspace.id', 'workspace.name', 'workspace'],
    tool_name: ['D:xwh', 'tool_name', 'tool.name', 'tool', 'name'],
    agent_id: ['I', 'agent_id', 'agent.id', 'agent'],
    risk: ['I', 'risk', 'risk_level', 'tool.risk'],
    status: ['D:c-exec', 'status', 'state'],
    approval_id: ['I', 'approval_id', 'approval.id', 'approval'],
    approval_url: ['D:c-exec', 'approval_url', 'approval.url'],
    arguments: ['I', 'arguments', 'args', 'input'],
    created_at: ['I:A-05', 'created_at', 'created', 'requested_at'],
  },
  approval: {
    id: ['D:c-appr', 'id', 'approval_id'],
    status: ['D:c-appr', 'status', 'state', 'resolution_status'],
    risk: ['D:c-appr', 'risk', 'risk_level'],
    tool_name: ['D:c-appr', 'tool_name', 'tool.name', 'tool'],
    workspace_id: ['D:c-appr', 'workspace_id', 'workspace.id', 'workspace.name', 'workspace'],
    invocation_id: ['D:xwh', 'invocation_id', 'invocation.id', 'invocation'],
    agent_id: ['I', 'agent_id', 'agent.id', 'agent'],
    arguments: ['D:opg', 'arguments', 'args', 'tool_call.arguments'],
    requested_by: ['I', 'requested_by', 'actor', 'created_by'],
    created_at: ['D:c-appr', 'created_at', 'created', 'requested_at'],
    expires_at: ['I', 'expires_at', 'timeout_at', 'deadline'],
    escalation_stage: ['I', 'escalation_stage', 'stage'],
    resolved_at: ['I', 'resolved_at', 'decided_at'],
    resolved_by: ['I', 'resolved_by', 'decided_by', 'reviewer'],
    note: ['I', 'note', 'reason'],
  },
  agent: {
    id: ['D:pag', 'id', 'agent_id'],
    name: ['D:pag', 'name', 'registration_name', 'worker_id'],
    worker_id: ['D:pag', 'worker_id'],
    registration_name: ['D:glos', 'registration_name'],
    role: ['I', 'role', 'agent_type'],
    status: ['D:c-ag-old', 'status', 'state'],
    region: ['D:pag', 'region'],
    max_concurrent_requests: ['D:pag', 'max_concurrent_requests', 'max_concurrent'],
    last_heartbeat_at: ['D:c-ag-old', 'last_heartbeat_at', 'last_heartbeat', 'last_seen_at'],
    lease_expires_at: ['I', 'lease_expires_at', 'lease.expires_at'],
    manifest_version: ['D:glos', 'manifest_version', 'manifest.version'],
    manifest_hash: ['D:glos', 'manifest_hash', 'manifest.hash'],
    workspaces: ['D:glos', 'workspaces', 'manifest.workspaces', 'workspace_ids'],
    tools: ['D:glos', 'tools', 'manifest.tools'],
    exec_paused: ['I', 'exec_paused', 'is_exec_paused', 'paused'],
    paused_workspaces: ['I', 'paused_workspaces', 'paused_workspace_ids'],
    in_flight: ['I', 'in_flight', 'in_flight_invocations', 'lease.in_flight'],
  },
  agentEvent: {
    id: ['I', 'id', 'event_id'],
    agent_id: ['I', 'agent_id', 'agent.id', 'agent'],
    type: ['I', 'type', 'event_type', 'event', 'kind'],
    created_at: ['I:A-05', 'created_at', 'occurred_at', 'timestamp', 'created', 'time'],
    detail: ['I', 'detail', 'message', 'description', 'reason'],
  },
  workspace: {
    id: ['D:c-lrn', 'id', 'workspace_id'],
    name: ['D:ir', 'name', 'display_name', 'slug'],
    type: ['D:tut', 'type', 'workspace_type', 'kind'],
  },
  binding: {
    agent_id: ['D:opg', 'agent_id', 'agent.id', 'agent', 'id'],
  },
  chat: {
    id: ['I:A-04', 'id', 'chat_id'],
    title: ['I', 'title', 'name'],
    workspace_id: ['I', 'workspace_id', 'workspace.id', 'workspace'],
    template: ['D:c-tmpl', 'template'],
    created_at: ['I:A-05', 'created_at', 'created'],
  },
  branch: {
    id: ['D:br', 'id', 'branch_id', 'external_id'],
    name: ['D:br', 'name', 'display_name'],
    parent_branch_id: ['D:br', 'parent_branch_id', 'parent_branch', 'parent_id', 'parent'],
    fork_at_seq: ['D:br', 'fork_at_seq', 'fork_message_seq', 'fork_sequence', 'forked_at_sequence'],
    auto_fork: ['I', 'auto_fork', 'is_auto_fork', 'automatic'],
    created_at: ['I:A-05', 'created_at', 'created'],
  },
  export: {
    id: ['I:A-04', 'id', 'export_id', 'job_id'],
    status: ['D:exp', 'status', 'state'],
    error: ['I', 'error', 'error_message'],
    start_date: ['D:exp-old', 'start_date'],
    end_date: ['D:exp-old', 'end_date'],
    created_at: ['I:A-05', 'created_at', 'created'],
  },
  health: {
    status: ['I', 'status', 'overall', 'state'],
    services: ['I', 'services', 'components', 'checks'],
  },
  service: {
    name: ['I', 'name', 'service', 'id'],
    status: ['I', 'status', 'state', 'health'],
    detail: ['I', 'detail', 'message', 'description'],
  },
} as const satisfies Record<string, Record<string, FieldEntry>>;

export type RecordName = keyof typeof fields;
export type FieldName<Name extends RecordName> = keyof (typeof fields)[Name];

/** What the simulator must send for a record: every field that the table names, none that it doesn't. */
export type WireBody<Name extends RecordName> = Record<FieldName<Name>, unknown>;

/** Where a list may sit in an answer besides `data` or a bare array, per record. */
const collections: { [Name in RecordName]?: readonly string[] } = {
  execution: ['executions', 'items'],
  invocation: ['invocations', 'items'],
  approval: ['approvals', 'items'],
  agent: ['agents', 'items'],
  agentEvent: ['events', 'items'],
  workspace: ['workspaces', 'items'],
  binding: ['bindings', 'agents', 'agent_ids', 'items'],
  branch: ['branches', 'items'],
  chat: ['chats', 'items'],
  export: ['exports', 'items'],
};

export const contract = {
  surfaces,
  operations,
  fields,
  collections,
  /** Order matters: a later one is the more dangerous. */
  risks: ['read', 'write', 'destructive', 'irreversible'],
  gatedRisks: ['destructive', 'irreversible'],
  /** Seconds until an unanswered approval escalates, then times out (D:appr). */
  approvalTimeoutSeconds: { destructive: 900, irreversible: 3600 },
  /** D:glos, cfg: renewal cadence; A-14: three missed renewals make an agent offline. */
  leaseRenewalMs: 10_000,
  leaseMissesUntilOffline: 3,
  /** D:files, c-wh. */
  page: { defaultLimit: 20, maxLimit: 100, limit: 'limit', after: 'after' },
  nextCursor: ['next_cursor', 'next_after', 'next'],
  headers: { requestId: 'X-Request-ID', retryAfter: 'Retry-After' },
  scopeInsufficient: { code: 'scope_insufficient', type: 'authentication_error' },
  /** D:exp. */
  exportMaxDays: 90,
  pauseBody: { workspaceId: 'workspace_id', workspaceName: 'workspace' },
  decisionBody: { note: 'note', reason: 'reason', confirm: 'confirm' },
  exportBody: { start: 'start_date', end: 'end_date', format: 'format' },
} as const;
