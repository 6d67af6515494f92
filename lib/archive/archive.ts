import { AppError } from '@/lib/errors';

export const archiveStates = ['requested', 'exporting', 'downloading', 'ready', 'failed'] as const;
export type ArchiveState = (typeof archiveStates)[number];

export const archiveStateNames: Record<ArchiveState, string> = {
  requested: 'requested',
  exporting: 'XEM is exporting',
  downloading: 'downloading',
  ready: 'ready',
  failed: 'failed',
};

export const isUnfinished = (state: ArchiveState): boolean => state !== 'ready' && state !== 'failed';

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
