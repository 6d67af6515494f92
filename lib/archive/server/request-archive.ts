import 'server-only';
import type { z } from 'zod';
import { archiveWindow } from '@/lib/archive/archive';
import type { Archive, requestArchiveInput } from '@/lib/archive/archive-schema';
import { toArchive } from '@/lib/archive/server/to-archive';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof requestArchiveInput> & { incidentRef: string };

/**
 * Asks for the execution archive of a window; the job does the rest. While one is under way, asking again without a
 * window of its own, or for the same one, gives that one.
 */
export async function requestArchive(context: Context, input: Input): Promise<Archive> {
  requireRole(context, 'responder');
  const { actor, clock } = context;
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const window = archiveWindow(incident, input, clock.now());
    await tx.$queryRaw`SELECT id::text FROM "Incident" WHERE id = ${incident.id}::uuid FOR NO KEY UPDATE`;
    const underWay = await findUnderWay(tx, incident.id, input);
    if (underWay) return toArchive(underWay);

    const row = await tx.archive.create({
      data: {
        incidentId: incident.id,
        ...window,
        requestedById: actor.actorId,
        requestedByName: actor.name,
        requestedAt: clock.now(),
      },
      include: { evidence: true },
    });
    const payload = { archiveId: row.id };
    await enqueue(tx, 'advance_archive', payload, { key: jobKey('advance_archive', payload) });
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'archive_requested',
      source: 'person',
      text: 'Execution archive requested',
      data: { archiveId: row.id, since: window.since.toISOString(), until: window.until.toISOString() },
    });
    await announce(tx, { incident: incident.number, changed: 'evidence' });
    return toArchive(row);
  });
}

function findUnderWay(tx: Transaction, incidentId: string, wanted: Input) {
  return tx.archive.findFirst({
    where: {
      incidentId,
      state: { in: ['requested', 'exporting', 'downloading'] },
      ...(wanted.since && { since: new Date(wanted.since) }),
      ...(wanted.until && { until: new Date(wanted.until) }),
    },
    include: { evidence: true },
    orderBy: { requestedAt: 'desc' },
  });
}
