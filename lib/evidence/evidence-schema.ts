import { z } from 'zod';
import { evidenceKinds } from '@/lib/evidence/evidence';
import { instant } from '@/lib/http/endpoint';

export const evidenceKindSchema = z.enum(evidenceKinds);

/** A file as it was when it came in. Its bytes are found by their SHA-256 and never change. */
export const evidenceItemSchema = z.object({
  evidenceId: z.string(),
  kind: evidenceKindSchema,
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  /** The execution or export it came from. */
  sourceId: z.string().nullable(),
  addedByName: z.string(),
  addedAt: instant,
});
export type EvidenceItem = z.infer<typeof evidenceItemSchema>;

export const saveRawOutputInput = z.strictObject({
  executionId: z.string().trim().min(1, { error: 'name the execution' }).max(200),
});
