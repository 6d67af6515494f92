export const severities = ['pending', 'sev1', 'sev2', 'sev3', 'sev4'] as const;
export type Severity = (typeof severities)[number];

export const severityNames: Record<Severity, string> = {
  pending: 'Severity pending',
  sev1: 'SEV 1',
  sev2: 'SEV 2',
  sev3: 'SEV 3',
  sev4: 'SEV 4',
};

export const severityMeanings: Record<Severity, string> = {
  pending: 'Not rated yet.',
  sev1: 'Production is being damaged now, or data is lost.',
  sev2: 'Production was changed; the damage is bounded.',
  sev3: 'Little or no effect on production.',
  sev4: 'Nothing was harmed; worth understanding.',
};

const minutes = 60_000;

/** How long people may be left without an update, in ms. */
export const updateEveryMs: Record<Severity, number> = {
  pending: 60 * minutes,
  sev1: 20 * minutes,
  sev2: 30 * minutes,
  sev3: 60 * minutes,
  sev4: 60 * minutes,
};

export function updateDueAt(severity: Severity, lastSaidAt: Date): Date {
  return new Date(lastSaidAt.getTime() + updateEveryMs[severity]);
}
