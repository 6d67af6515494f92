import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

export const followUpKinds = [
  'template_update',
  'risk_reclassification',
  'approval_policy',
  'other',
] as const;
export const followUpKindSchema = z.enum(followUpKinds);
export type FollowUpKind = z.infer<typeof followUpKindSchema>;

export const followUpKindNames: Record<FollowUpKind, string> = {
  template_update: 'Chat template',
  risk_reclassification: 'Tool risk',
  approval_policy: 'Approval policy',
  other: 'Other',
};

export const followUpStatuses = ['open', 'done', 'dropped'] as const;
export const followUpStatusSchema = z.enum(followUpStatuses);
export type FollowUpStatus = z.infer<typeof followUpStatusSchema>;

export const followUpSchema = z.object({
  followUpId: z.string(),
  kind: followUpKindSchema,
  title: z.string(),
  ownerName: z.string().nullable(),
  dueAt: instant.nullable(),
  status: followUpStatusSchema,
  createdAt: instant,
  updatedAt: instant,
});
export type FollowUp = z.infer<typeof followUpSchema>;

const title = z.string().trim().min(1, { error: 'say what is to be done' }).max(500);
const ownerName = z.string().trim().max(200).nullish();

export const createFollowUpInput = z.strictObject({
  kind: followUpKindSchema,
  title,
  ownerName,
  dueAt: instant.nullish(),
});

export const updateFollowUpInput = z.strictObject({
  kind: followUpKindSchema.optional(),
  title: title.optional(),
  ownerName,
  dueAt: instant.nullish(),
  status: followUpStatusSchema.optional(),
});
