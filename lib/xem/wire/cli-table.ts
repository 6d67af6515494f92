import type { Mark } from '@/lib/xem/wire/mark';
import type { OperationName } from '@/lib/xem/wire/operation-table';

/** How the vendor's command-line client says an operation (contract section 5). */
export type CliCommand = {
  /** `{name}` stands for what the call is about. */
  args: readonly string[];
  /** Flag to the name of its value; left out where the call has none. */
  flags?: Readonly<Record<string, string>>;
  /** Takes `--limit` and `--after`. */
  isPaged?: boolean;
  /** Goes on after its first answer, for which alone it is called. */
  goesOn?: boolean;
  /** What a stream of it holds. */
  mediaType?: string;
  mark: Mark;
  /** It can't, and why, as a sentence for people. */
  missing?: string;
  /** It can, but leaves something out, as a sentence for people. */
  limit?: string;
};

const brokenApprovals =
  'The approvals commands of the command-line client ask for a path that the router does not have. Decide in the dashboard, or connect Holdfast over HTTP.';
const hiddenRisk = 'The command-line client does not show the risk, the domain and the parameters of a tool.';

const approvals = (...args: string[]): CliCommand => ({
  args: ['approvals', ...args],
  mark: 'D:c-appr',
  missing: brokenApprovals,
});

export const cliCommands: Record<OperationName, CliCommand> = {
  listTools: { args: ['exec', 'tools'], isPaged: true, mark: 'D:c-exec', limit: hiddenRisk },
  showTool: { args: ['exec', 'tool-show', '{tool_name}'], mark: 'D:c-exec', limit: hiddenRisk },

  startInvocation: {
    args: ['exec', 'invoke'],
    flags: { '--workspace': 'workspace_id', '--tool': 'tool_name', '--args': 'arguments' },
    // Waits for the approval and the end of the call.
    goesOn: true,
    mark: 'D:c-exec',
  },
  listInvocations: {
    args: ['exec', 'invocations'],
    mark: 'I',
    missing: 'The command-line client cannot list calls that have not begun: what is queued is not seen.',
  },
  showInvocation: { args: ['exec', 'watch', '{invocation_id}'], goesOn: true, mark: 'D:c-exec' },
  cancelInvocation: { args: ['exec', 'cancel', '{invocation_id}'], mark: 'D:c-exec' },

  listExecutions: { args: ['exec', 'list'], isPaged: true, mark: 'D:ir' },
  showExecution: { args: ['exec', 'show', '{execution_id}'], mark: 'D:ir' },
  rawExecution: { args: ['exec', 'raw', '{execution_id}'], mark: 'D:c-exec' },

  listApprovals: approvals('list'),
  showApproval: approvals('show', '{approval_id}'),
  approve: { ...approvals('approve', '{approval_id}'), flags: { '--note': 'note', '--confirm': 'confirm' } },
  reject: { ...approvals('reject', '{approval_id}'), flags: { '--reason': 'reason' } },

  listAgents: { args: ['agents'], isPaged: true, mark: 'D:c-ag' },
  showAgent: { args: ['agents', '{agent_id}'], mark: 'D:c-ag' },
  listAgentEvents: { args: ['agents', '{agent_id}', '--events'], isPaged: true, mark: 'D:ir' },
  pauseExec: {
    args: ['agents', 'pause-exec', '{agent_id}'],
    flags: { '--workspace': 'workspace' },
    mark: 'D:ir',
  },
  resumeExec: {
    args: ['agents', 'resume-exec', '{agent_id}'],
    flags: { '--workspace': 'workspace' },
    mark: 'D:ir',
  },
  rotateCurveKeys: {
    args: ['agents', 'curve-rotate', '{agent_id}'],
    flags: { '--reason': 'reason' },
    mark: 'D:rot',
  },
  revokeCredentials: { args: ['agents', 'revoke-credentials', '{agent_id}'], mark: 'D:c-ag' },
  deleteAgent: { args: ['agents', '{agent_id}', '--delete'], mark: 'R' },

  listWorkspaces: { args: ['workspaces', 'list'], isPaged: true, mark: 'I' },
  showWorkspace: { args: ['workspaces', 'show', '{workspace_id}'], mark: 'I:A-11' },
  listWorkspaceBindings: {
    args: ['workspaces', 'bindings', '{workspace_id}'],
    mark: 'I:A-11',
    missing:
      'The command-line client can bind a workspace but not list its bindings; they are taken from the agents.',
  },

  listChats: { args: ['chats', 'list'], isPaged: true, mark: 'I' },
  showChat: { args: ['chats', 'show', '{chat_id}'], mark: 'I' },
  listChatBranches: { args: ['chats', 'branches', 'list', '{chat_id}'], isPaged: true, mark: 'R' },

  createExport: {
    args: ['exports', 'create', '--type', 'executions'],
    flags: { '--since': 'start_date', '--until': 'end_date' },
    mark: 'R',
  },
  listExports: { args: ['exports', 'list'], mark: 'I' },
  showExport: { args: ['exports', 'status', '{export_id}'], mark: 'R' },
  downloadExport: {
    args: ['exports', 'download', '{export_id}'],
    mediaType: 'application/x-ndjson',
    mark: 'R',
  },

  listApiKeys: { args: ['keys'], isPaged: true, mark: 'D:c-keys' },
  revokeApiKey: { args: ['keys', '{key_id}', '--delete'], mark: 'D:c-keys' },

  createWebhook: {
    args: ['webhooks', '--create'],
    flags: { '--url': 'url', '--events': 'events', '--description': 'description' },
    mark: 'D:c-wh',
  },
  listWebhooks: { args: ['webhooks'], isPaged: true, mark: 'D:c-wh' },
  showWebhook: { args: ['webhooks', '{webhook_id}'], mark: 'D:c-wh' },
  updateWebhook: {
    args: ['webhooks', '{webhook_id}', '--update'],
    flags: { '--url': 'url', '--events': 'events', '--description': 'description', '--active': 'active' },
    mark: 'I',
  },
  deleteWebhook: { args: ['webhooks', '{webhook_id}', '--delete'], mark: 'D:c-wh' },
  testWebhook: { args: ['webhooks', '{webhook_id}', '--test'], mark: 'D:c-wh' },
  listWebhookDeliveries: {
    args: ['webhooks', '{webhook_id}', '--deliveries'],
    isPaged: true,
    mark: 'D:c-wh',
  },

  healthDashboard: { args: ['health', 'dashboard'], mark: 'D:ir' },
};
