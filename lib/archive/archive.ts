import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { instant } from '@/lib/http/endpoint';

export const archiveStates = ['requested', 'exporting', 'downloading', 'ready', 'failed'] as const;
export const archiveStateSchema = z.enum(archiveStates);
export type ArchiveState = z.infer<typeof archiveStateSchema>;

export const archiveStateNames: Record<ArchiveState, string> = {
  requested: 'requested',
  exporting: 'XEM is exporting',
  downloading: 'downloading',
  ready: 'ready',
  failed: 'failed',
};

export const isUnfinished = (state: ArchiveState): boolean => state !== 'ready' && state !== 'failed';

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

const dayMs = 86_400_000;

/** The longest window that XEM exports, in days (contract 3.9). */
export const longestWindowDays = 90;

/** What led to the damage lies before it: the window begins this much earlier, in ms. */
const leadMs = 15 * 60_000;

/** The window to export. Throws `invalid_input` where XEM would refuse it. */
export function archiveWindow(
  incident: { startedAt: Date; closedAt: Date | null },
  wanted: { since?: string | undefined; until?: string | undefined },
  now: Date,
): { since: Date; until: Date } {
  const since = wanted.since ? new Date(wanted.since) : new Date(incident.startedAt.getTime() - leadMs);
  const until = wanted.until ? new Date(wanted.until) : (incident.closedAt ?? now);
  if (until <= since) throw invalidWindow('until', 'must lie after the beginning of the window');
  if (until.getTime() - since.getTime() > longestWindowDays * dayMs) {
    throw invalidWindow(
      'since',
      `XEM exports at most ${longestWindowDays} days; choose a shorter window, or several`,
    );
  }
  return { since, until };
}

function invalidWindow(field: string, message: string): AppError {
  return new AppError('invalid_input', `${field}: ${message}`, { details: { errors: [{ field, message }] } });
}
