import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

/** From the cheapest to the most invasive; the order is the ladder. */
export const rungs = [
  'inspect_branch',
  'corrective_call',
  'rotate_credentials',
  'rotate_curve_keys',
  'revoke_agent',
  'other',
] as const;
export const rungSchema = z.enum(rungs);
export type Rung = z.infer<typeof rungSchema>;

export const stepStatuses = ['planned', 'done', 'failed', 'not_needed'] as const;
export const stepStatusSchema = z.enum(stepStatuses);
export type StepStatus = z.infer<typeof stepStatusSchema>;

/** Words for people; the log uses them too. */
export const stepStatusNames: Record<StepStatus, string> = {
  planned: 'planned',
  done: 'done',
  failed: 'failed',
  not_needed: 'not needed',
};

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

/** A step that is over says how it ended; the sentence for whoever forgot, or null. */
export function missingResult(step: {
  status: StepStatus;
  result?: string | null | undefined;
}): string | null {
  if (step.result || step.status === 'planned' || step.status === 'not_needed') return null;
  return step.status === 'done' ? 'say what came of it' : 'say what went wrong';
}

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
