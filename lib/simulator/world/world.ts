import { hex, type Random, randomFrom, uuid } from '@/lib/simulator/random';
import type { Planned } from '@/lib/simulator/world/agenda';
import type { Listener } from '@/lib/simulator/world/happenings';
import { emptyShelf, Ledger, type Shelf } from '@/lib/simulator/world/ledger';
import { type Rules, usualRules } from '@/lib/simulator/world/rules';

/** All that the simulated router knows. Plain records, so that it can be saved and taken up again. Times in ms. */
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
  invocations: Ledger<Invocation>;
  executions: Ledger<Execution>;
  approvals: Ledger<Approval>;
  exports: Ledger<ExportJob>;
  /** How many executions it remembers, beside those of its past; the other records in proportion. */
  keptExecutions: number;
  /** How this router behaves where the documentation leaves it open. */
  rules: Rules;
  /** When the past that is not kept as records came to its end. */
  pastEndsAt: number;
  webhooks: Map<string, Webhook>;
  /** Invocations that were started under a key of their caller. */
  startedUnder: Record<string, string>;
  /** Revoked keys stay listed, and are good for nothing. */
  revokedKeyIds: string[];
  /** When each key was last used, by its id. */
  keysUsedAt: Record<string, number>;
  /** Chapters of the story that have begun. */
  begunChapters: string[];
  /** Who is told what happens, as long as the process lives. */
  listeners: Set<Listener>;
};

/** What lies before the world's own records. */
export type Past = {
  invocations: Shelf<Invocation>;
  executions: Shelf<Execution>;
  approvals: Shelf<Approval>;
};

export const noPast: Past = { invocations: emptyShelf, executions: emptyShelf, approvals: emptyShelf };

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
  /** When its pair of CURVE keys was last replaced; null for the pair that it was enrolled with. */
  keysRotatedAt: number | null;
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
  /** What it holds of the past, which never changes: from the newer rank to before the older one. */
  pastRanks: [newest: number, oldest: number];
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
  /** What is sent; null once it is over. */
  body: string | null;
  /** `failed` is tried again, `exhausted` no more. */
  status: 'pending' | 'delivered' | 'failed' | 'exhausted';
  attempts: number;
  responseStatus: number | null;
  error: string | null;
  createdAt: number;
  attemptedAt: number | null;
  /** When the next attempt is made; null once it is over. */
  dueAt: number | null;
};

/** 5,000 executions are about 8 h of the default scenario and some 10 MB. */
const usuallyKept = 5_000;

export function createWorld(
  seed: string,
  bornAt: number,
  past: Past = noPast,
  keptExecutions = usuallyKept,
): World {
  return {
    now: bornAt,
    chance: randomFrom(seed),
    naming: randomFrom(`${seed}@${bornAt}`),
    agenda: [],
    workspaces: new Map(),
    agents: new Map(),
    chats: new Map(),
    invocations: new Ledger([], past.invocations),
    executions: new Ledger([], past.executions),
    approvals: new Ledger([], past.approvals),
    exports: new Ledger(),
    keptExecutions,
    rules: usualRules,
    pastEndsAt: bornAt,
    webhooks: new Map(),
    startedUnder: {},
    revokedKeyIds: [],
    keysUsedAt: {},
    begunChapters: [],
    listeners: new Set(),
  };
}

export function newId(world: World, prefix: string, length = 20): string {
  return world.rules.ids === 'uuid' ? uuid(world.naming) : `${prefix}_${hex(world.naming, length)}`;
}
