import { hex, type Random, randomFrom } from '@/lib/simulator/random';
import type { Planned } from '@/lib/simulator/world/agenda';

/** All that the simulated router knows. Plain data, so that it can be saved and taken up again. Times in ms. */
export type World = {
  now: number;
  /** What happens: the same for the same seed. */
  chance: Random;
  /** What things are called: differs with the time of birth, or two runs would give two runs one name. */
  naming: Random;
  agenda: Planned[];
  workspaces: Map<string, Workspace>;
  agents: Map<string, Agent>;
  chats: Map<string, Chat>;
  /** These four in the order of their making, oldest first. */
  invocations: Map<string, Invocation>;
  executions: Map<string, Execution>;
  approvals: Map<string, Approval>;
  exports: Map<string, ExportJob>;
  webhooks: Map<string, Webhook>;
  /** Revoked keys stay listed, and are good for nothing. */
  revokedKeyIds: string[];
};

export type Workspace = { id: string; name: string; type: string };

export type Agent = {
  id: string;
  name: string;
  region: string;
  maxConcurrent: number;
  manifestVersion: number;
  manifestHash: string;
  workspaceIds: string[];
  tools: string[];
  /** Lease renewals fall on multiples of the cadence after this instant. */
  enrolledAt: number;
  /** Set while the agent is silent: its last renewal. */
  silentSince: number | null;
  isOffline: boolean;
  /** Cannot renew its lease until it is enrolled anew. */
  isRevoked: boolean;
  isPaused: boolean;
  pausedWorkspaceIds: string[];
  /** Invocation ids, first come first served. */
  queue: string[];
  inFlight: string[];
  events: AgentEvent[];
};

export type AgentEvent = { id: string; type: string; createdAt: number; detail: string };

export type Chat = {
  id: string;
  title: string;
  workspaceId: string;
  template: { name: string; version: number; approvalPolicy: string };
  createdAt: number;
  messageCount: number;
  branches: Branch[];
};

export type Branch = {
  id: string;
  name: string;
  parentBranchId: string | null;
  forkAtSeq: number | null;
  isAutoFork: boolean;
  createdAt: number;
};

type InvocationStatus =
  | 'pending_approval'
  | 'queued'
  | 'dispatched'
  | 'running'
  | 'completed'
  | 'failed'
  | 'timeout'
  | 'cancelled'
  | 'rejected'
  | 'expired';

export type Invocation = {
  id: string;
  executionId: string | null;
  workspaceId: string;
  toolName: string;
  agentId: string;
  risk: string;
  status: InvocationStatus;
  approvalId: string | null;
  arguments: unknown;
  requestedBy: string;
  chatId: string | null;
  branchId: string | null;
  createdAt: number;
  /** Settled when it is made, so that chance doesn't depend on who asked in between. */
  outcome: Outcome;
};

export type Outcome = { durationMs: number; exitCode: number; output: string; error: string | null };

export type Execution = {
  id: string;
  invocationId: string;
  status: 'running' | 'completed' | 'failed' | 'timeout' | 'cancelled';
  exitCode: number | null;
  output: string;
  error: string | null;
  startedAt: number;
  completedAt: number | null;
};

export type Approval = {
  id: string;
  invocationId: string;
  status: 'pending' | 'approved' | 'rejected' | 'escalated' | 'timed_out' | 'cancelled';
  createdAt: number;
  expiresAt: number;
  escalationStage: number;
  resolvedAt: number | null;
  resolvedBy: string | null;
};

export type ExportJob = {
  id: string;
  startDate: string;
  endDate: string;
  createdAt: number;
  /** Made at once and kept, so that every download is the same bytes. */
  ndjson: string;
};

export type Webhook = {
  id: string;
  url: string;
  events: string[];
  description: string | null;
  isActive: boolean;
  secret: string;
  createdAt: number;
  updatedAt: number;
  /** Newest last. */
  deliveries: WebhookDelivery[];
};

export type WebhookDelivery = {
  id: string;
  eventId: string;
  eventType: string;
  status: 'delivered' | 'failed';
  responseStatus: number | null;
  error: string | null;
  createdAt: number;
};

export function createWorld(seed: string, bornAt: number): World {
  return {
    now: bornAt,
    chance: randomFrom(seed),
    naming: randomFrom(`${seed}@${bornAt}`),
    agenda: [],
    workspaces: new Map(),
    agents: new Map(),
    chats: new Map(),
    invocations: new Map(),
    executions: new Map(),
    approvals: new Map(),
    exports: new Map(),
    webhooks: new Map(),
    revokedKeyIds: [],
  };
}

export function newId(world: World, prefix: string, length = 20): string {
  return `${prefix}_${hex(world.naming, length)}`;
}
