import type { XemApiKey } from '@/lib/xem/api-key';
import type { XemCapabilities } from '@/lib/xem/capabilities';
import type { XemCondition } from '@/lib/xem/condition';
import type { InvokeRequest, StartedInvocation, XemTool } from '@/lib/xem/tool';
import type {
  CreatedWebhook,
  WebhookChanges,
  WebhookRequest,
  XemWebhook,
  XemWebhookDelivery,
} from '@/lib/xem/webhook-subscription';

/**
 * The port to the execution platform, in XEM's own words. Shapes here are already translated: camelCase,
 * instants as `Date`, unknown enum values kept verbatim as strings, the answer as received in `raw`.
 * Every method throws `AppError` with a `xem_*` code, or `not_found` for an id that XEM does not know.
 * Reads retry by themselves; writes never do (contract 7.2).
 */
export type Xem = {
  /** Newest first. XEM offers neither time window nor status filter (contract 2.6). */
  listExecutions(page: PageRequest): Promise<Page<XemExecution>>;
  showExecution(executionId: string): Promise<XemExecution>;
  /** The raw output as a stream; the caller limits how much it reads. */
  rawExecution(executionId: string): Promise<XemBlob>;

  listTools(page: PageRequest): Promise<Page<XemTool>>;
  showTool(toolName: string): Promise<XemTool>;

  /** Invocations carry what has no execution record yet: queued, running, waiting for approval. */
  listInvocations(page: PageRequest): Promise<Page<XemInvocation>>;
  /** Asking again and again is all that XEM offers for watching one (contract 3.12). */
  showInvocation(invocationId: string): Promise<XemInvocation>;
  /** Starts a call. XEM knows no idempotency key: never repeat it, look first. */
  invoke(request: InvokeRequest): Promise<StartedInvocation>;
  /** Over already throws `conflict`. What it does to a call that runs is not documented: look again. */
  cancelInvocation(invocationId: string): Promise<XemReceipt>;

  listApprovals(page: PageRequest): Promise<Page<XemApproval>>;
  showApproval(approvalId: string): Promise<XemApproval>;
  /** Already decided elsewhere throws `conflict`; read again. */
  approve(approvalId: string, decision: { note?: string; confirm?: string }): Promise<XemReceipt>;
  reject(approvalId: string, decision: { reason: string }): Promise<XemReceipt>;

  listAgents(page: PageRequest): Promise<Page<XemAgent>>;
  showAgent(agentId: string): Promise<XemAgent>;
  listAgentEvents(agentId: string, page: PageRequest): Promise<Page<XemAgentEvent>>;
  /** Idempotent at XEM: pausing what is paused changes nothing. */
  pauseExec(agentId: string, scope: PauseScope): Promise<XemReceipt>;
  resumeExec(agentId: string, scope: PauseScope): Promise<XemReceipt>;
  /** The router tells the agent to make a new pair of keys; this one does keep the reason. */
  rotateCurveKeys(agentId: string, rotation: { reason: string }): Promise<XemReceipt>;
  /** The agent stays listed, but has to be enrolled anew before it works again. */
  revokeCredentials(agentId: string): Promise<XemReceipt>;
  /** Takes the agent off the project for good. */
  deleteAgent(agentId: string): Promise<XemReceipt>;

  listWorkspaces(page: PageRequest): Promise<Page<XemWorkspace>>;
  /** Who is bound to a workspace, or null where this router has no such route (contract 3.6, A-11). */
  listWorkspaceBindings(workspaceId: string): Promise<XemBindings | null>;

  listChatBranches(chatId: string): Promise<XemBranch[]>;

  /** May take minutes: XEM makes it before it answers. */
  createExport(window: { since: Date; until: Date }): Promise<XemExport & { receipt: XemReceipt }>;
  listExports(page: PageRequest): Promise<Page<XemExport>>;
  showExport(exportId: string): Promise<XemExport>;
  downloadExport(exportId: string): Promise<XemBlob>;

  listApiKeys(page: PageRequest): Promise<Page<XemApiKey>>;
  /** At once and final. Rotating would leave the old key alive for a day (contract 2.2). */
  revokeApiKey(keyId: string): Promise<XemReceipt>;

  listWebhooks(page: PageRequest): Promise<Page<XemWebhook>>;
  showWebhook(webhookId: string): Promise<XemWebhook>;
  createWebhook(request: WebhookRequest): Promise<CreatedWebhook>;
  /** What is not named stays as it is. */
  updateWebhook(webhookId: string, changes: WebhookChanges): Promise<XemReceipt>;
  deleteWebhook(webhookId: string): Promise<XemReceipt>;
  /** Has XEM send a test event; it allows ten an hour for one subscription. */
  testWebhook(webhookId: string): Promise<XemReceipt>;
  listWebhookDeliveries(webhookId: string, page: PageRequest): Promise<Page<XemWebhookDelivery>>;

  healthDashboard(): Promise<XemHealth>;

  capabilities: XemCapabilities;
  /** No pause or resume is begun, or still waited for, so many ms after it was asked for, whatever the way to XEM. */
  writeDeadlineMs: number;
  /** What the calls so far have shown of the router and the way to it. */
  condition(): XemCondition;
};

/** `after` is the cursor of the page before; `limit` at most 100. */
export type PageRequest = { limit?: number; after?: string };
export type Page<Item> = {
  items: Item[];
  nextAfter: string | null;
  /** The router says that there is more and gives no way to it, as one that does not page the way it is asked to. */
  isCutOff?: boolean;
  /** Rows that could not be read, e.g. without an id; the others are still given. */
  unreadableCount?: number;
};

/** `isComplete` is false where there may be others: some could not be read, or not all were given. */
export type XemBindings = { agentIds: string[]; isComplete: boolean };

/** Whole agent when both are absent. Either may be what this router calls a workspace by (contract 2.7). */
export type PauseScope = { workspaceId?: string; workspaceName?: string };

/** What XEM said to a write: its request id is the only handle support can use. */
export type XemReceipt = { requestId: string | null; raw: unknown };

export type XemBlob = {
  body: ReadableStream<Uint8Array>;
  mediaType: string;
  /** Bytes, where XEM says so. */
  size: number | null;
};

export type XemExecution = {
  executionId: string;
  invocationId: string | null;
  workspaceId: string | null;
  toolName: string | null;
  agentId: string | null;
  /** read < write < destructive < irreversible; anything else is shown as it is. */
  risk: string | null;
  status: string;
  exitCode: number | null;
  arguments: unknown;
  /** At most what the list or detail carries inline; the whole is behind `rawExecution`. */
  output: string | null;
  error: string | null;
  approvalId: string | null;
  chatId: string | null;
  branchId: string | null;
  requestedBy: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  durationMs: number | null;
  raw: unknown;
};

export type XemInvocation = {
  invocationId: string;
  executionId: string | null;
  workspaceId: string | null;
  toolName: string | null;
  agentId: string | null;
  risk: string | null;
  status: string;
  approvalId: string | null;
  arguments: unknown;
  createdAt: Date | null;
  raw: unknown;
};

export type XemApproval = {
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
  /** Null where XEM names no expiry; then it is estimated from the policy default and marked so. */
  expiresAt: Date | null;
  /** How long the policy for its risk waits by default; stands in where `expiresAt` is null. */
  policyTimeoutSeconds: number | null;
  escalationStage: number | null;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  raw: unknown;
};

export type XemAgent = {
  agentId: string;
  name: string;
  status: string;
  region: string | null;
  lastHeartbeatAt: Date | null;
  leaseExpiresAt: Date | null;
  manifestVersion: number | null;
  /** Ids or names, as the manifest gives them. */
  workspaces: string[];
  tools: string[];
  /** Null where this router shows no such field: a pause is then 'accepted, cannot be verified'. */
  isPaused: boolean | null;
  /** Ids or names of workspaces paused on this agent; null as above. */
  pausedWorkspaces: string[] | null;
  /** Invocation ids in flight by the last lease renewal; null where not shown. */
  inFlight: string[] | null;
  raw: unknown;
};

export type XemAgentEvent = {
  eventId: string;
  agentId: string;
  type: string;
  occurredAt: Date;
  detail: string | null;
  raw: unknown;
};

export type XemWorkspace = { workspaceId: string; name: string; type: string | null; raw: unknown };

export type XemBranch = {
  branchId: string;
  name: string | null;
  parentBranchId: string | null;
  forkedAtSequence: number | null;
  isAutoFork: boolean;
  createdAt: Date | null;
  raw: unknown;
};

export type XemExport = {
  exportId: string;
  status: string;
  error: string | null;
  since: Date | null;
  until: Date | null;
  createdAt: Date | null;
  raw: unknown;
};

export type XemHealth = {
  status: string;
  services: { name: string; status: string; detail: string | null }[];
  raw: unknown;
};
