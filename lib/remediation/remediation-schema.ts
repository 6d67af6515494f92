import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { missingResult, rungs, stepStatuses } from '@/lib/remediation/remediation';

export const rungSchema = z.enum(rungs);
export const stepStatusSchema = z.enum(stepStatuses);

const subjectKindSchema = z.enum(['execution', 'approval', 'agent', 'workspace', 'chat']);

export const remediationStepSchema = z.object({
  stepId: z.string(),
  rung: rungSchema,
  status: stepStatusSchema,
  what: z.string(),
  why: z.string(),
  result: z.string().nullable(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  createdByName: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export type RemediationStep = z.infer<typeof remediationStepSchema>;

const sentence = (what: string) =>
  z
    .string()
    .trim()
    .min(1, { error: `say ${what}` })
    .max(2_000);
const resultText = z.string().trim().max(10_000);

export const recordStepInput = z
  .strictObject({
    rung: rungSchema,
    status: stepStatusSchema.default('planned'),
    what: sentence('what is done'),
    why: sentence('why'),
    result: resultText.nullish(),
    subjectKind: subjectKindSchema.nullish(),
    subjectId: z.string().trim().min(1).max(200).nullish(),
  })
  .superRefine((step, context) => {
    const message = missingResult(step);
    if (message) context.addIssue({ code: 'custom', path: ['result'], message });
  });

export const updateStepInput = z.strictObject({
  status: stepStatusSchema.optional(),
  what: sentence('what is done').optional(),
  why: sentence('why').optional(),
  result: resultText.nullish(),
});
