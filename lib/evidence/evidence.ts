import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

export const evidenceKinds = ['archive', 'raw_output', 'upload'] as const;
export const evidenceKindSchema = z.enum(evidenceKinds);
export type EvidenceKind = z.infer<typeof evidenceKindSchema>;

export const evidenceKindNames: Record<EvidenceKind, string> = {
  archive: 'Execution archive',
  raw_output: 'Raw output',
  upload: 'Upload',
};

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

/** More raw output than this, in bytes, is no longer something a person reads. */
export const rawOutputLimitBytes = 256 * 1024 * 1024;

/** An archive of 90 days of a busy fleet stays well below this, in bytes; a download that never ends does not. */
export const archiveLimitBytes = 4 * 1024 * 1024 * 1024;

export const saveRawOutputInput = z.strictObject({
  executionId: z.string().trim().min(1, { error: 'name the execution' }).max(200),
});

/** A name that every file system and header takes. */
export function safeFileName(text: string): string {
  return (
    text
      .replaceAll(/[^\w.-]+/g, '_')
      .replace(/^[.-]+/, '_')
      .slice(0, 120) || 'file'
  );
}
