import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { incidentRoleKindSchema } from '@/lib/incidents/incident-role-schema';
import { phaseSchema } from '@/lib/incidents/phase-schema';
import { severitySchema } from '@/lib/incidents/severity-schema';
import { declareSubjectLimit } from '@/lib/incidents/subject';
import { subjectRefSchema } from '@/lib/incidents/subject-schema';

const sentence = (limit: number) => z.string().trim().min(1, { error: 'is required' }).max(limit);

/** Only the title is required; the rest is read from what is attached. */
export const declareIncidentInput = z.strictObject({
  title: sentence(200),
  severity: severitySchema.default('pending'),
  subjects: z.array(subjectRefSchema).max(declareSubjectLimit).default([]),
  /** When the damage began; by default the start of the earliest attached execution or approval, else now. */
  startedAt: instant.optional(),
  /** When a person or an alarm first noticed; by default now. */
  detectedAt: instant.optional(),
});

export const changeSeverityInput = z.strictObject({
  severity: severitySchema,
  reason: z.string().trim().max(2_000).optional(),
});

export const changePhaseInput = z.strictObject({
  phase: phaseSchema,
  /** Required where something is missing, and to reopen. */
  reason: z.string().trim().max(2_000).optional(),
});

export const assignRoleInput = z.strictObject({
  role: incidentRoleKindSchema,
  /** Who takes the role; the caller when absent. */
  userId: z.string().min(1).optional(),
  /** Who held it when the caller looked, null for nobody; another holder by now is a conflict. */
  expectedHolderId: z.string().nullable().optional(),
});

export const postUpdateInput = z.strictObject({
  text: sentence(4_000),
  /** What people believe now; absent leaves it, null takes it back. */
  hypothesis: z.string().trim().min(1).max(1_000).nullable().optional(),
});
