import { z } from 'zod';
import { scopeProgressSchema } from '@/lib/containment/agent-scope-schema';
import { toolTallySchema } from '@/lib/containment/tally-by-tool-schema';
import { instant } from '@/lib/http/endpoint';
import { staleReasons } from '@/lib/release/queued-call';
import { releaseStates, steerings } from '@/lib/release/release';
import { needsTool, watchRules } from '@/lib/release/watch-rule';

const count = z.number().int();
const ids = z.array(z.string().max(300)).max(20_000);

/** What a person had before their eyes: they send it back, and a release of something else is refused. */
export const seenSchema = z.strictObject({ scopeIds: ids, dangerousIds: ids, toolNames: ids });
export type Seen = z.infer<typeof seenSchema>;

export const causeFixSchema = z.object({
  causeFixId: z.string(),
  what: z.string(),
  remediationStepId: z.string().nullable(),
  remediationStep: z.string().nullable(),
  markedByName: z.string(),
  markedAt: instant,
});
export type CauseFix = z.infer<typeof causeFixSchema>;

/** A call that starts by itself once its agent is free. */
export const queuedCallSchema = z.object({
  invocationId: z.string().nullable(),
  executionId: z.string().nullable(),
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  toolName: z.string().nullable(),
  risk: z.string().nullable(),
  queuedAt: instant.nullable(),
  arguments: z.unknown(),
  approval: z
    .object({ approvalId: z.string(), status: z.string(), resolvedBy: z.string().nullable() })
    .nullable(),
  staleBecause: z.enum(staleReasons).nullable(),
});
export type QueuedCall = z.infer<typeof queuedCallSchema>;

const reviewCounts = {
  queuedCount: count,
  dangerousCount: count,
  staleCount: count,
  queuedByTool: z.array(toolTallySchema),
};

/** What was reviewed, kept with the release. */
export const frozenReviewSchema = z.object({
  ...reviewCounts,
  targetCount: count,
  asOf: instant.nullable(),
  causeFix: causeFixSchema.nullable(),
  seen: seenSchema,
});

export const reviewTargetSchema = z.object({
  scopeId: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  /** Other incidents, whose holds stay. */
  heldBy: z.array(z.string()),
  /** Something else holds it, another hold of this incident included. */
  isKept: z.boolean(),
  /** Somebody had paused it outside Holdfast before the stop; the release ends that pause too. */
  wasPausedOutside: z.boolean(),
  queuedCount: count,
  dangerousQueuedCount: count,
  oldestQueuedAt: instant.nullable(),
});
export type ReviewTarget = z.infer<typeof reviewTargetSchema>;

export const releaseReviewSchema = z.object({
  incidentRef: z.string(),
  holdId: z.string(),
  asOf: instant.nullable(),
  targets: z.array(reviewTargetSchema),
  ...reviewCounts,
  /** The oldest; `queuedCount` counts all. */
  queued: z.array(queuedCallSchema),
  causeFix: causeFixSchema.nullable(),
  /** What was written into the log since the stop, newest first. */
  changes: z.array(z.object({ entryId: z.string(), happenedAt: instant, sentence: z.string() })),
  changeCount: count,
  needsSecond: z.boolean(),
  destructiveCount: count,
  /** Tools that a rule may name: those of the incident and those that are queued. */
  toolNames: z.array(z.string()),
  remediationSteps: z.array(z.object({ stepId: z.string(), what: z.string() })),
  seen: seenSchema,
});
export type ReleaseReview = z.infer<typeof releaseReviewSchema>;

const reason = z
  .string()
  .trim()
  .min(3, { error: 'say why, in a few words' })
  .max(1000, { error: 'must be at most 1000 characters' });
const share = z.number().int().min(1).max(100);

export const askReleaseInput = z
  .strictObject({
    reason,
    /** Needed where the cause is not marked as fixed. */
    withoutFixReason: reason.optional(),
    /** Only these; all that the hold still means when absent. */
    scopeIds: z.array(z.uuid()).min(1).max(20_000).optional(),
    /** The share of the agents that each stage reaches, in percent. */
    shares: z.array(share).min(1).max(10).default([100]),
    rule: z.enum(watchRules).default('destructive_call'),
    ruleToolName: z.string().trim().min(1).max(200).optional(),
    /** How long each stage is watched; 0 watches nothing. */
    watchMinutes: z.number().int().min(0).max(1440).default(10),
    /** Whether the next stage begins by itself. */
    isAutomatic: z.boolean().default(true),
    seen: seenSchema,
  })
  .superRefine((input, context) => {
    if (input.shares.some((value, index) => value <= (input.shares[index - 1] ?? 0))) {
      context.addIssue({ code: 'custom', path: ['shares'], message: 'must rise from stage to stage' });
    }
    if (input.shares.at(-1) !== 100) {
      context.addIssue({ code: 'custom', path: ['shares'], message: 'must end with 100' });
    }
    if (needsTool(input.rule) && input.ruleToolName === undefined) {
      context.addIssue({ code: 'custom', path: ['ruleToolName'], message: 'is needed for this rule' });
    }
  });

export const reviewAgainInput = z.strictObject({
  reason,
  /** Needed where the cause is not, or no longer, marked as fixed and none was given before. */
  withoutFixReason: reason.optional(),
  seen: seenSchema,
});
export const confirmReleaseInput = z.strictObject({ reason: reason.optional() });
export const declineReleaseInput = z.strictObject({ reason });
export const forceReleaseInput = z.strictObject({
  reason,
  /** The incident, typed: INC-7. */
  confirmRef: z.string().trim().max(40),
});
export const steerReleaseInput = z.strictObject({
  steering: z.enum(steerings),
  /** Needed to go on with what relied on a mark of the fix that was taken back. */
  reason: reason.optional(),
});

export const markCauseFixedInput = z.strictObject({
  what: z
    .string()
    .trim()
    .min(3, { error: 'say what was fixed, in a few words' })
    .max(1000, { error: 'must be at most 1000 characters' }),
  remediationStepId: z.uuid().optional(),
});
export const withdrawCauseFixInput = z.strictObject({ reason });

const callSeenSchema = z.object({
  executionId: z.string(),
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  toolName: z.string().nullable(),
  risk: z.string().nullable(),
  status: z.string(),
  startedAt: instant.nullable(),
});
export type CallSeen = z.infer<typeof callSeenSchema>;

const stageTargetSchema = z.object({
  scopeId: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  isFreed: z.boolean(),
  releasedAt: instant.nullable(),
  heldAgainAt: instant.nullable(),
  progress: scopeProgressSchema,
});
export type ReleaseStageTarget = z.infer<typeof stageTargetSchema>;

export const releaseStageSchema = z.object({
  number: count,
  startedAt: instant.nullable(),
  watchedAt: instant.nullable(),
  watchUntil: instant.nullable(),
  extendedAt: instant.nullable(),
  passedAt: instant.nullable(),
  targets: z.array(stageTargetSchema),
});
export type ReleaseStage = z.infer<typeof releaseStageSchema>;

export const releaseSchema = z.object({
  releaseId: z.string(),
  incidentRef: z.string(),
  holdId: z.string(),
  state: z.enum(releaseStates),
  reason: z.string(),
  withoutFixReason: z.string().nullable(),
  /** It would free more agents because the cause was marked as fixed, and nobody says so any more. */
  isFixGone: z.boolean(),
  rule: z.enum(watchRules),
  ruleToolName: z.string().nullable(),
  watchMinutes: count,
  isAutomatic: z.boolean(),
  review: frozenReviewSchema,
  /** Only while it waits: what has changed since it was reviewed. */
  changesSinceReview: z.array(z.string()),
  needsSecond: z.boolean(),
  /** Why the reader may not agree to it; null when they may. */
  mayNotConfirm: z.string().nullable(),
  askedByName: z.string(),
  askedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  isForced: z.boolean(),
  endedAt: instant.nullable(),
  endReason: z.string().nullable(),
  recurrence: callSeenSchema.nullable(),
  stages: z.array(releaseStageSchema),
  /** Calls that started in what is released, since then, newest first; while it is watched. */
  callCount: count,
  calls: z.array(callSeenSchema),
  callsAsOf: instant.nullable(),
});
export type Release = z.infer<typeof releaseSchema>;

export const releasesSchema = z.object({
  releases: z.array(releaseSchema),
  causeFix: causeFixSchema.nullable(),
});
export type Releases = z.infer<typeof releasesSchema>;
