import 'server-only';
import type { Context } from '@/lib/context';

/** What a call left for the next one, and verdicts that were waited for, wait no longer than this. */
const atLeastEveryMs = 10_000;

/** Longest time between the instant that a verb notes and its commit. */
const commitMs = 15_000;

/** Whether facts may be waiting in the mirror although nothing new has come into it. */
export async function areFactsDue({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<boolean> {
  const row = await db.sourceFreshness.findUnique({
    where: { source: 'facts' },
    select: { lastSuccessAt: true },
  });
  const recordedAt = row?.lastSuccessAt?.getTime() ?? 0;
  if (clock.now().getTime() - recordedAt >= atLeastEveryMs) return true;
  // What became a subject since has a past that was never looked at.
  const attached = await db.incidentSubject.findFirst({
    where: { attachedAt: { gte: new Date(recordedAt - commitMs) }, incident: { phase: { not: 'closed' } } },
    select: { subjectId: true },
  });
  return attached !== null;
}
