import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { CauseFix } from '@/lib/release/release-schema';

/** The mark that holds now, or null. */
export async function readCauseFix(db: Transaction, incidentId: string): Promise<CauseFix | null> {
  const mark = await db.causeFix.findFirst({
    where: { incidentId, withdrawnAt: null },
    include: { remediationStep: { select: { what: true } } },
    orderBy: { markedAt: 'desc' },
  });
  if (!mark) return null;
  const { id, what, remediationStepId, remediationStep, markedByName, markedAt } = mark;
  return {
    causeFixId: id,
    what,
    remediationStepId,
    remediationStep: remediationStep?.what ?? null,
    markedByName,
    markedAt: markedAt.toISOString(),
  };
}
