import type { Mark } from '@/lib/xem/wire/mark';

/** Names under which a router may give a field; the first that isn't null wins. A dot reaches inside. */
export type FieldEntry = readonly [mark: Mark, ...aliases: [string, ...string[]]];

/** snake_case as the vendor's public API writes it; the camelCase twin of each alias is tried as well. */
export const fields = {
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
  tool: {
    name: ['D:c-exec', 'name', 'tool_name', 'id'],
    description: ['D:c-exec', 'description', 'summary'],
    risk: ['D:c-exec', 'risk', 'risk_level'],
    domain: ['D:c-exec', 'domain', 'category'],
    parameters: ['D:c-exec', 'parameters', 'parameter_schema', 'input_schema', 'schema'],
    timeout_ms: ['D:xwh', 'timeout_ms', 'timeout'],
  },
  apiKey: {
    id: ['D:c-keys', 'id', 'key_id'],
    name: ['D:c-keys', 'name', 'label'],
    prefix: ['D:c-keys', 'prefix', 'key_prefix'],
    scopes: ['D:c-keys', 'scopes', 'scope'],
    is_active: ['D:auth', 'is_active', 'active'],
    last_used_at: ['D:c-keys', 'last_used_at', 'last_used'],
    expires_at: ['D:c-keys', 'expires_at', 'expires'],
    created_at: ['I:A-05', 'created_at', 'created'],
  },
  webhook: {
    id: ['D:c-wh', 'id', 'webhook_id'],
    url: ['D:c-wh', 'url', 'endpoint'],
    events: ['D:c-wh', 'events', 'event_types'],
    description: ['D:wh-old', 'description'],
    active: ['D:c-wh', 'active', 'is_active', 'enabled'],
    secret: ['D:c-wh', 'secret', 'signing_secret'],
    created_at: ['D:c-wh', 'created_at', 'created'],
    updated_at: ['D:c-wh', 'updated_at', 'updated'],
  },
  webhookDelivery: {
    id: ['I', 'id', 'delivery_id'],
    event_id: ['I', 'event_id', 'event.id'],
    event_type: ['I', 'event_type', 'type', 'event.type', 'event'],
    status: ['D:c-wh', 'status', 'state'],
    attempts: ['I', 'attempts', 'attempt_count', 'attempt'],
    response_status: ['I', 'response_status', 'status_code', 'http_status', 'response.status'],
    error: ['I', 'error', 'last_error', 'error_message'],
    created_at: ['I:A-05', 'created_at', 'created'],
    last_attempt_at: ['I', 'last_attempt_at', 'delivered_at', 'attempted_at', 'updated_at'],
  },
  webhookEvent: {
    id: ['D:wh', 'id', 'event_id'],
    type: ['D:wh', 'type', 'event_type', 'event'],
    created_at: ['D:wh', 'created_at', 'created'],
    data: ['D:wh', 'data', 'payload'],
  },
  /** The ids in an event's data; only the first three are documented. */
  webhookData: {
    invocation_id: ['D:xwh', 'invocation_id', 'invocation.id', 'invocation'],
    tool_name: ['D:xwh', 'tool_name', 'tool.name', 'tool'],
    workspace_id: ['D:xwh', 'workspace_id', 'workspace.id', 'workspace'],
    execution_id: ['I:A-01', 'execution_id', 'execution.id', 'execution'],
    approval_id: ['I:A-01', 'approval_id', 'approval.id', 'approval'],
    agent_id: ['I:A-01', 'agent_id', 'agent.id', 'agent'],
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

/** Names by which an entry of a list may say what it is, where it is an object: an `id` may be that of a binding. */
export const entryNames = {
  workspace: ['workspace_id', 'workspace.id', 'workspace.name', 'workspace', 'id', 'name', 'slug'],
  tool: ['tool_name', 'tool.name', 'tool', 'name', 'id'],
  invocation: ['invocation_id', 'invocation.id', 'invocation', 'id'],
  scope: ['scope', 'name', 'id'],
  event: ['event_type', 'event.type', 'event', 'type', 'name', 'id'],
} as const;

export type RecordName = keyof typeof fields;
export type FieldName<Name extends RecordName> = keyof (typeof fields)[Name];

/** What the simulator must send for a record: every field that the table names, none that it doesn't. */
export type WireBody<Name extends RecordName> = Record<FieldName<Name>, unknown>;

/** Where a list may sit in an answer besides `data` or a bare array, per record. */
export const collections: { [Name in RecordName]?: readonly string[] } = {
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
  tool: ['tools', 'items'],
  apiKey: ['api_keys', 'keys', 'items'],
  webhook: ['webhooks', 'items'],
  webhookDelivery: ['deliveries', 'items'],
};

export const recordNames = Object.keys(fields) as [RecordName, ...RecordName[]];
