import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { subjectKinds } from '@/lib/incidents/subject';

export const subjectKindSchema = z.enum(subjectKinds);

/** Something of XEM by its id. It need not be mirrored yet: an id from a log line may be attached. */
export const subjectRefSchema = z.strictObject({
  kind: subjectKindSchema,
  subjectId: z.string().trim().min(1).max(200),
});
export type SubjectRef = z.infer<typeof subjectRefSchema>;

export const subjectSchema = z.object({
  kind: subjectKindSchema,
  subjectId: z.string(),
  /** As XEM names it, where that is known. */
  name: z.string().nullable(),
  attachedByName: z.string(),
  attachedAt: instant,
});
export type Subject = z.infer<typeof subjectSchema>;
