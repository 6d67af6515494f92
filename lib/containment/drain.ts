import { z } from 'zod';
import { openCallSchema } from '@/lib/containment/open-call';
import { instant } from '@/lib/http/endpoint';

const count = z.number().int();

export const drainCallSchema = openCallSchema.extend({
  /** When it passes its limit; null while it does not run, or where nobody knows since when it does. */
  timesOutAt: instant.nullable(),
  /** Its tool names no limit; ours stands in. */
  isTimeoutEstimated: z.boolean(),
  isPastTimeout: z.boolean(),
});
export type DrainCall = z.infer<typeof drainCallSchema>;

export const heldApprovalSchema = z.object({
  approvalId: z.string(),
  toolName: z.string().nullable(),
  risk: z.string().nullable(),
  agentId: z.string().nullable(),
  workspaceId: z.string().nullable(),
  createdAt: instant.nullable(),
  expiresAt: instant.nullable(),
  isExpiryEstimated: z.boolean(),
});
export type HeldApproval = z.infer<typeof heldApprovalSchema>;

/** One held place in which something is still open. */
export const drainScopeSchema = z.object({
  /** Of the scope; for work that names no agent, made from the workspace. */
  key: z.string(),
  agentId: z.string().nullable(),
  /** Null for work that names no agent: whoever is free in its place may run it. */
  agentName: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  inFlightCount: count,
  queuedCount: count,
  waitingCount: count,
  pastTimeoutCount: count,
  /** The most urgent ones; the counts have all. */
  calls: z.array(drainCallSchema),
  approvals: z.array(heldApprovalSchema),
});
export type DrainScope = z.infer<typeof drainScopeSchema>;

/** What still moves or waits behind the stops of one incident. */
export const drainSchema = z.object({
  /** As of when calls are known; null before the first look. */
  asOf: instant.nullable(),
  inFlightCount: count,
  queuedCount: count,
  waitingCount: count,
  pastTimeoutCount: count,
  /** The held scopes, and the places where work that names no agent is open. */
  scopeCount: count,
  /** Of these, the ones that XEM was seen to have stopped, or says so where it can't be seen. */
  stoppedCount: count,
  busyScopeCount: count,
  /** Whether what is not on the board is known not to run: all have stopped, and calls were read since. */
  isProven: z.boolean(),
  /** The busiest ones; `busyScopeCount` has all. */
  scopes: z.array(drainScopeSchema),
});
export type Drain = z.infer<typeof drainSchema>;
