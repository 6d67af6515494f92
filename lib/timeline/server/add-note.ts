import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import type { addNoteInput } from '@/lib/timeline/inputs';
import { appendEntry } from '@/lib/timeline/server/append-entry';
import { assertHappened } from '@/lib/timeline/server/assert-happened';
import { readItem } from '@/lib/timeline/server/find-entry';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

type Input = z.output<typeof addNoteInput> & { incidentRef: string };

/** Also on a closed incident: memory comes late. A repeat is caught by the idempotency key at the edge. */
export async function addNote(context: Context, input: Input): Promise<TimelineItem> {
  requireRole(context, 'responder');
  const happenedAt = input.happenedAt ? new Date(input.happenedAt) : context.clock.now();
  assertHappened(happenedAt, context.clock.now());
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const entryId = await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'note_added',
      source: 'person',
      happenedAt,
      text: input.text,
    });
    if (entryId === null) throw new AppError('unexpected', 'a note without a source id was not written');
    return readItem(tx, incident.id, entryId);
  });
}
