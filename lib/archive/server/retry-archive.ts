import 'server-only';
import type { Archive } from '@/lib/archive/archive-schema';
import { exportOutcome } from '@/lib/archive/plan-archive';
import { toArchive } from '@/lib/archive/server/to-archive';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { Archive as Row } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** A person's decision to go on with a failed archive. One that has not failed is left as it is. */
export async function retryArchive(
  context: Context,
  input: { incidentRef: string; archiveId: string },
): Promise<Archive> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const where = { id: input.archiveId, incidentId: incident.id };
    const row = await tx.archive.findFirst({ where });
    if (!row) throw notFound('archive', input.archiveId);
    const { count } = await tx.archive.updateMany({
      where: { ...where, state: 'failed' },
      data: { ...restart(row), errorMessage: null, finishedAt: null },
    });
    if (count === 1) {
      const payload = { archiveId: row.id };
      await enqueue(tx, 'advance_archive', payload, { key: jobKey('advance_archive', payload) });
      await appendEntry(context, tx, {
        incidentId: incident.id,
        kind: 'archive_requested',
        source: 'person',
        text: 'Execution archive tried again',
        data: { archiveId: row.id, after: row.errorMessage },
      });
      await announce(tx, { incident: incident.number, changed: 'evidence' });
    }
    return toArchive(await tx.archive.findFirstOrThrow({ where, include: { evidence: true } }));
  });
}

/**
 * An export that XEM still has is taken up where it was left; only a lost or failed one is asked for anew. Since when
 * the lost one is looked for stays, so that it is looked for once more before that.
 */
function restart(row: Row) {
  const isUsable = row.xemExportId !== null && exportOutcome(row.xemStatus ?? '') !== 'failed';
  if (isUsable) return { state: 'exporting' as const };
  const createSentAt = row.answerLostAt === null ? null : row.createSentAt;
  return { state: 'requested' as const, xemExportId: null, xemStatus: null, createSentAt };
}
