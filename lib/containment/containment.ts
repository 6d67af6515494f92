import { z } from 'zod';
import { desiredStateSchema, scopeProgressSchema } from '@/lib/containment/agent-scope-schema';
import { breachReasons } from '@/lib/containment/breach-reason';
import { holdRungSchema } from '@/lib/containment/hold-schema';
import { openCallSchema } from '@/lib/containment/open-call';
import { targetSourceSchema } from '@/lib/containment/plan-containment';
import { toolTallySchema } from '@/lib/containment/tally-by-tool-schema';
import { instant } from '@/lib/http/endpoint';

const count = z.number().int();
export const breachReasonSchema = z.enum(breachReasons);

/** What a stop took, for the record, all by our clock. Null is what has not happened yet. */
export const receiptSchema = z.object({
  askedAt: instant,
  firstAcceptedAt: instant.nullable(),
  allAcceptedAt: instant.nullable(),
  allObservedAt: instant.nullable(),
  /** When nothing was in flight any more in any scope. */
  drainedAt: instant.nullable(),
  /** The end of the last call that was in flight at the stop. */
  lastEndedAt: instant.nullable(),
  inFlightAtStopCount: count,
  startedAfterCount: count,
  landedAfterCount: count,
  /** Some of it was released before it had drained, so that nobody can tell when the last side effect was. */
  isCutShort: z.boolean(),
  /** From asking to the last side effect; null until drained. */
  containedAfterMs: count.nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const holdSchema = z.object({
  holdId: z.string(),
  incidentRef: z.string(),
  rung: holdRungSchema,
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  reason: z.string(),
  placedAt: instant,
  placedByName: z.string(),
  releasedAt: instant.nullable(),
  releasedByName: z.string().nullable(),
  releaseReason: z.string().nullable(),
  /** It holds again what a release had freed, and means these agents only: whoever joins later is not taken in. */
  isAfterRelease: z.boolean(),
  /** The incident that it was handed over to rather than released. */
  handedOverTo: z.string().nullable(),
  scopeIds: z.array(z.string()),
  activeScopeIds: z.array(z.string()),
  receipt: receiptSchema,
});
export type Hold = z.infer<typeof holdSchema>;

const scopeShape = {
  scopeId: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  desired: desiredStateSchema,
  progress: scopeProgressSchema,
  requestedAt: instant,
  acceptedAt: instant.nullable(),
  observedAt: instant.nullable(),
  drainedAt: instant.nullable(),
  inFlightCount: count,
};

/** One agent scope as an incident sees it. */
export const heldScopeSchema = z.object({
  ...scopeShape,
  /** Whether this incident still holds it. */
  isHeld: z.boolean(),
  heldSince: instant,
  /** Other incidents whose holds keep it paused. */
  alsoHeldBy: z.array(z.string()),
  /** After which the person who asked may still be waiting: holds of this incident that mean it. */
  holdIds: z.array(z.string()),
  sources: z.array(targetSourceSchema),
  /** Set when it came to the hold by itself, after the stop. */
  joinedAt: instant.nullable(),
  attemptCount: count,
  nextAttemptAt: instant.nullable(),
  error: z.object({ code: z.string(), message: z.string(), xemRequestId: z.string().nullable() }).nullable(),
  inFlightAtStopCount: count,
  /** The oldest ones; `inFlightCount` counts all. */
  inFlight: z.array(openCallSchema),
  queuedCount: count,
  /** What would start at a release, most dangerous first. */
  queuedByTool: z.array(toolTallySchema),
  approvalCount: count,
  manualCommand: z.string(),
});
export type HeldScope = z.infer<typeof heldScopeSchema>;

/** A call that a stop did not prevent: it started all the same, or it was on its way and landed. */
export const lateCallSchema = z.object({
  executionId: z.string(),
  how: z.enum(['started', 'landed']),
  /** Null where XEM names none. */
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  workspaceId: z.string().nullable(),
  toolName: z.string().nullable(),
  risk: z.string().nullable(),
  status: z.string().nullable(),
  /** When it started, of one that did after the stop; else when it landed. */
  happenedAt: instant,
  /** When it was over, of one that may have changed something; null while that is not known. */
  landedAt: instant.nullable(),
  /** Why it may have started; null for one that landed. */
  reason: breachReasonSchema.nullable(),
  /** The hold it came past, and the scope of it where its agent is one of those held. */
  holdId: z.string().nullable(),
  scopeId: z.string().nullable(),
  /** How far the clock of XEM, which stamps it, was ahead of ours when it was found; null where nothing told. */
  clockSkewMs: z.number().nullable(),
});
export type LateCall = z.infer<typeof lateCallSchema>;

export const containmentSchema = z.object({
  incidentRef: z.string(),
  holds: z.array(holdSchema),
  scopes: z.array(heldScopeSchema),
  /** Calls in places held now that name no agent, so that no scope counts them: in flight, and how many were at the stop. */
  untakenInFlightCount: count,
  untakenInFlightAtStopCount: count,
  /** The newest first, breaches before what landed where not all fit; `lateCallCount` counts all. */
  lateCalls: z.array(lateCallSchema),
  lateCallCount: count,
  startedAfterCount: count,
  landedAfterCount: count,
  /** As of when the calls are known: the oldest of the sources they come from; null before the first look. */
  asOf: instant.nullable(),
});
export type Containment = z.infer<typeof containmentSchema>;

/** Everything held, by anybody. */
export const heldNowSchema = z.object({
  ...scopeShape,
  heldBy: z.array(z.string()),
  heldSince: instant,
  reason: z.string(),
});
export type HeldNow = z.infer<typeof heldNowSchema>;
