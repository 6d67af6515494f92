import { z } from 'zod';
import { archiveStates } from '@/lib/archive/archive';
import { instant } from '@/lib/http/endpoint';

export const archiveStateSchema = z.enum(archiveStates);

/** All executions of a window, exported by XEM and kept here. */
export const archiveSchema = z.object({
  archiveId: z.string(),
  since: instant,
  until: instant,
  state: archiveStateSchema,
  xemExportId: z.string().nullable(),
  /** XEM's own word for how far its export is. */
  xemStatus: z.string().nullable(),
  evidenceId: z.string().nullable(),
  sha256: z.string().nullable(),
  size: z.number().int().nullable(),
  /** Why it failed, or what holds it up while it is tried again. */
  errorMessage: z.string().nullable(),
  requestedByName: z.string(),
  requestedAt: instant,
  finishedAt: instant.nullable(),
});
export type Archive = z.infer<typeof archiveSchema>;

export const requestArchiveInput = z.strictObject({
  since: instant.optional(),
  until: instant.optional(),
});
