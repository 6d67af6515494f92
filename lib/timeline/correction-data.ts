import { z } from 'zod';
import { entryKindSchema, entrySourceSchema } from '@/lib/timeline/timeline-entry-schema';

/** Facts of an `entry_corrected`: what it replaces, so that filters and readers need not follow the chain of versions. */
export const correctionDataSchema = z.object({
  rootEntryId: z.uuid(),
  rootSequence: z.number().int(),
  rootKind: entryKindSchema,
  rootSource: entrySourceSchema,
  reason: z.string(),
});
export type CorrectionData = z.infer<typeof correctionDataSchema>;

/** Each version is corrected at most once: this id is unique within incident and source. */
export const correctionSourceId = (versionId: string): string => `correction:${versionId}`;
