import type { Mark } from '@/lib/xem/wire/mark';

export const scopes = ['execution', 'management', 'inference'] as const;

export type Scope = (typeof scopes)[number];

/** A part of the API that is allowed or refused as a whole; errors name it. */
export const surfaces = {
  exec: { scope: 'execution', mark: 'D:c-exec' },
  approvals: { scope: 'execution', mark: 'D:c-appr' },
  agents: { scope: 'management', mark: 'I:A-10' },
  exports: { scope: 'management', mark: 'D:c-plat' },
  health: { scope: 'management', mark: 'D:c-plat' },
  workspaces: { scope: 'inference', mark: 'D:c-plat' },
  chats: { scope: 'inference', mark: 'D:c-plat' },
  keys: { scope: 'management', mark: 'D:c-keys' },
  webhooks: { scope: 'management', mark: 'I' },
} as const satisfies Record<string, { scope: Scope; mark: Mark }>;

export type Surface = keyof typeof surfaces;

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below a base URL that already ends in `/<project>/v1`. */
  path: `/${string}`;
};

export type Operation = Route & {
  surface: Surface;
  mark: Mark;
  /** Tried in turn where the router answers that it has no such route (404 or 405). */
  or?: readonly Route[];
  /** How long a write may take that the router carries out before it answers, in ms; the transport's own when absent. */
  patienceMs?: number;
  /** This router is known to lack it. */
  isMissing?: boolean;
};

export const operations = {
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
    or: [{ method: 'DELETE', path: '/exec/invocations/{invocation_id}' }],
  },

  listExecutions: { method: 'GET', path: '/exec/executions', surface: 'exec', mark: 'I' },
  showExecution: { method: 'GET', path: '/exec/executions/{execution_id}', surface: 'exec', mark: 'I' },
  rawExecution: {
    method: 'GET',
    path: '/exec/executions/{execution_id}/raw',
    surface: 'exec',
    mark: 'I:A-07',
    or: [{ method: 'GET', path: '/exec/executions/{execution_id}/output' }],
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
    or: [{ method: 'PUT', path: '/management/agents/{agent_id}/pause-exec' }],
  },
  resumeExec: {
    method: 'POST',
    path: '/management/agents/{agent_id}/resume-exec',
    surface: 'agents',
    mark: 'I:A-06',
    or: [{ method: 'PUT', path: '/management/agents/{agent_id}/resume-exec' }],
  },
  rotateCurveKeys: {
    method: 'POST',
    path: '/management/agents/{agent_id}/curve-rotate',
    surface: 'agents',
    mark: 'I',
  },
  revokeCredentials: {
    method: 'POST',
    path: '/management/agents/{agent_id}/revoke-credentials',
    surface: 'agents',
    mark: 'I',
  },
  deleteAgent: { method: 'DELETE', path: '/management/agents/{agent_id}', surface: 'agents', mark: 'I' },

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

  createExport: {
    method: 'POST',
    path: '/exports/executions',
    surface: 'exports',
    mark: 'D:exp',
    // Made before it is answered (D:exp), of up to ninety days. Node itself gives up after 300 s.
    patienceMs: 240_000,
  },
  listExports: { method: 'GET', path: '/exports', surface: 'exports', mark: 'D:exp' },
  showExport: { method: 'GET', path: '/exports/{export_id}', surface: 'exports', mark: 'D:exp-old' },
  downloadExport: {
    method: 'GET',
    path: '/exports/{export_id}/download',
    surface: 'exports',
    mark: 'D:exp-old',
  },

  listApiKeys: { method: 'GET', path: '/management/api-keys', surface: 'keys', mark: 'D:c-keys' },
  revokeApiKey: {
    method: 'DELETE',
    path: '/management/api-keys/{key_id}',
    surface: 'keys',
    mark: 'D:c-keys',
  },

  createWebhook: { method: 'POST', path: '/webhooks', surface: 'webhooks', mark: 'D:wh-old' },
  listWebhooks: { method: 'GET', path: '/webhooks', surface: 'webhooks', mark: 'D:wh-old' },
  showWebhook: { method: 'GET', path: '/webhooks/{webhook_id}', surface: 'webhooks', mark: 'D:wh-old' },
  updateWebhook: { method: 'PUT', path: '/webhooks/{webhook_id}', surface: 'webhooks', mark: 'D:wh-old' },
  deleteWebhook: { method: 'DELETE', path: '/webhooks/{webhook_id}', surface: 'webhooks', mark: 'D:wh-old' },
  testWebhook: {
    method: 'POST',
    path: '/webhooks/{webhook_id}/test',
    surface: 'webhooks',
    mark: 'D:wh-old',
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/webhooks/{webhook_id}/deliveries',
    surface: 'webhooks',
    mark: 'D:wh-old',
  },

  healthDashboard: { method: 'GET', path: '/health/dashboard', surface: 'health', mark: 'D:stat' },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

export const operationNames = Object.keys(operations) as [OperationName, ...OperationName[]];

export const surfaceNames = Object.keys(surfaces) as [Surface, ...Surface[]];
