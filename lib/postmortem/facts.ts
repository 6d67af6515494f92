import { z } from 'zod';
import { archiveSchema } from '@/lib/archive/archive-schema';
import { followUpSchema } from '@/lib/follow-ups/follow-up';
import { instant } from '@/lib/http/endpoint';
import { phaseSchema } from '@/lib/incidents/phase-schema';
import { severitySchema } from '@/lib/incidents/severity-schema';
import { subjectRefSchema } from '@/lib/incidents/subject-schema';
import { remediationStepSchema } from '@/lib/remediation/remediation-schema';
import { approvalVerdictSchema } from '@/lib/triage/approval-verdict-schema';

export const affectedExecutionSchema = z.object({
  executionId: z.string(),
  invocationId: z.string().nullable(),
  toolName: z.string().nullable(),
  target: z.string().nullable(),
  agentId: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  risk: z.string().nullable(),
  status: z.string(),
  happenedAt: instant,
  approval: approvalVerdictSchema,
});
export type AffectedExecution = z.infer<typeof affectedExecutionSchema>;

/** Entries of the log that are actions, whatever else is known of them. */
export const loggedActionKinds = [
  'hold_released',
  'hold_withdrawn',
  'release_asked',
  'release_confirmed',
  'release_declined',
  'release_forced',
  'release_recurred',
  'release_steered',
  'lock_overridden',
  'call_cancelled',
] as const;
export type LoggedActionKind = (typeof loggedActionKinds)[number];

/** Something done about the incident, with who, when and why: by a person, or by Holdfast as a person had asked. */
export const actionSchema = z.object({
  kind: z.enum(['hold_placed', ...loggedActionKinds, 'approval_decided', 'remediation']),
  happenedAt: instant,
  actorName: z.string(),
  what: z.string(),
  why: z.string().nullable(),
  outcome: z.string().nullable(),
});
export type Action = z.infer<typeof actionSchema>;

/** Read live wherever they are shown, and frozen only when the postmortem is published. */
export const postmortemFactsSchema = z.object({
  incidentRef: z.string(),
  title: z.string(),
  severity: severitySchema,
  phase: phaseSchema,
  hypothesis: z.string().nullable(),
  startedAt: instant,
  detectedAt: instant,
  declaredAt: instant,
  declaredByName: z.string(),
  /** What it was declared from: the first things attached. */
  declaredFrom: z.array(subjectRefSchema),
  containedAt: instant.nullable(),
  /** What the containment time rests on: calls drained, pauses seen, or only XEM's word. */
  containmentBasis: z.enum(['drained', 'observed', 'accepted']).nullable(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  timeToDetectMs: z.number().int(),
  timeToContainMs: z.number().int().nullable(),
  timeToResolveMs: z.number().int().nullable(),
  affectedExecutions: z.array(affectedExecutionSchema),
  actions: z.array(actionSchema),
  remediationSteps: z.array(remediationStepSchema),
  followUps: z.array(followUpSchema),
  /** The pinned entries of the log, in their captions' words. */
  story: z.array(z.object({ entryId: z.string(), happenedAt: instant, text: z.string() })),
  /** Those that are ready. */
  archives: z.array(archiveSchema),
});
export type PostmortemFacts = z.infer<typeof postmortemFactsSchema>;
