import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { TimelineEntry } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import {
  type CorrectionData,
  correctionDataSchema,
  correctionSourceId,
} from '@/lib/timeline/correction-data';
import type { correctEntryInput } from '@/lib/timeline/inputs';
import { appendEntry } from '@/lib/timeline/server/append-entry';
import { assertHappened } from '@/lib/timeline/server/assert-happened';
import { findEntry, readItem } from '@/lib/timeline/server/find-entry';
import { entryKindSchema } from '@/lib/timeline/timeline-entry-schema';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

type Input = z.output<typeof correctEntryInput> & { incidentRef: string; entryId: string };

/**
 * Writes a new version of an entry, which supersedes the one named: that must be the newest, so that two people don't
 * correct past each other (`conflict`).
 */
export async function correctEntry(context: Context, input: Input): Promise<TimelineItem> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const { entry, rootId } = await findEntry(tx, incident.id, input.entryId);
    const happenedAt = input.happenedAt ? new Date(input.happenedAt) : entry.happenedAt;
    const text = input.text ?? entry.text;
    if (text === entry.text && happenedAt.getTime() === entry.happenedAt.getTime()) {
      throw new AppError('invalid_input', 'text: says what the entry says already; change it or its time');
    }
    assertHappened(happenedAt, context.clock.now());
    const written = await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'entry_corrected',
      source: 'person',
      sourceId: correctionSourceId(entry.id),
      happenedAt,
      ...(text !== null && { text }),
      data: replaced(entry, rootId, input.reason),
      supersedesId: entry.id,
    });
    if (written === null) {
      throw new AppError('conflict', `entry ${entry.id} was already corrected`, {
        userMessage: 'Somebody has corrected this entry meanwhile. Look at the new wording first.',
      });
    }
    if (entry.kind === 'update_posted') await announce(tx, { incident: incident.number, changed: 'detail' });
    return readItem(tx, incident.id, written);
  });
}

function replaced(entry: TimelineEntry, rootId: string, reason: string): CorrectionData {
  if (entry.id !== rootId) return { ...correctionDataSchema.parse(entry.data), reason };
  return {
    rootEntryId: entry.id,
    rootSequence: entry.sequence,
    rootKind: entryKindSchema.parse(entry.kind),
    rootSource: entry.source,
    reason,
  };
}
