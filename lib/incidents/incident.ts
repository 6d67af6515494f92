import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { incidentRoleKindSchema } from '@/lib/incidents/incident-role-schema';
import { phaseGapSchema } from '@/lib/incidents/phase-gaps';
import { phaseSchema } from '@/lib/incidents/phase-schema';
import { severitySchema } from '@/lib/incidents/severity-schema';
import { subjectSchema } from '@/lib/incidents/subject-schema';
import { approvalVerdictSchema } from '@/lib/triage/approval-verdict-schema';

export const roleHolderSchema = z.object({
  role: incidentRoleKindSchema,
  userId: z.string(),
  userName: z.string(),
  since: instant,
});
export type RoleHolder = z.infer<typeof roleHolderSchema>;

/** An incident as a list shows it. */
export const incidentSummarySchema = z.object({
  incidentId: z.string(),
  /** As people say it: INC-7. */
  incidentRef: z.string(),
  title: z.string(),
  severity: severitySchema,
  phase: phaseSchema,
  hypothesis: z.string().nullable(),
  startedAt: instant,
  detectedAt: instant,
  declaredAt: instant,
  phaseEnteredAt: instant,
  lastUpdateAt: instant.nullable(),
  updateDueAt: instant.nullable(),
  closedAt: instant.nullable(),
  declaredByName: z.string(),
  commander: roleHolderSchema.nullable(),
  activeHoldCount: z.number().int(),
});
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

/** The first execution that should not have run, and what followed it. */
export const whatHappenedSchema = z.object({
  executionId: z.string(),
  toolName: z.string().nullable(),
  /** What the call acted on, read from its arguments. */
  target: z.string().nullable(),
  agentId: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  risk: z.string().nullable(),
  status: z.string(),
  exitCode: z.number().int().nullable(),
  happenedAt: instant,
  approval: approvalVerdictSchema,
  /** Like calls by the same agent since then, this one included. */
  totalCount: z.number().int(),
  /** Those that followed it without a pause, and how long after the first the last of them began, in ms. */
  furtherCount: z.number().int(),
  furtherWithinMs: z.number().int(),
});
export type WhatHappened = z.infer<typeof whatHappenedSchema>;

export const incidentDetailSchema = incidentSummarySchema.extend({
  roles: z.array(roleHolderSchema),
  subjects: z.array(subjectSchema),
  counts: z.object({
    activeHolds: z.number().int(),
    heldScopes: z.number().int(),
    inFlight: z.number().int(),
    queued: z.number().int(),
    executions: z.number().int(),
    evidence: z.number().int(),
    entries: z.number().int(),
  }),
  lastUpdate: z.object({ text: z.string(), authorName: z.string().nullable(), postedAt: instant }).nullable(),
  whatHappened: whatHappenedSchema.nullable(),
  timeToDetectMs: z.number().int(),
  /** The phases gone through, in order, going back included; the last one is the present one. */
  phaseHistory: z.array(z.object({ phase: phaseSchema, enteredAt: instant })),
  /** What is missing before the next phase. */
  gaps: z.array(phaseGapSchema),
});
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

/** An open incident that is about the same thing. */
export const relatedIncidentSchema = z.object({
  incidentRef: z.string(),
  title: z.string(),
  severity: severitySchema,
  phase: phaseSchema,
});
export type RelatedIncident = z.infer<typeof relatedIncidentSchema>;
