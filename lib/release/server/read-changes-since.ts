import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { ReleaseReview } from '@/lib/release/release-schema';
import { plainSentence } from '@/lib/timeline/describe-entry';
import type { EntryKind } from '@/lib/timeline/timeline-entry';

const shownChanges = 20;

/** What may bear on whether it is safe now; calls, receipts and notes would drown it. */
const telling: EntryKind[] = [
  'agent_event',
  'approval_decided',
  'call_after_stop',
  'call_cancelled',
  'cause_fix_withdrawn',
  'hold_extended',
  'release_recurred',
  'remediation_recorded',
  'root_cause_named',
  'scope_drifted',
];

/** What the log tells since the stop, newest first. */
export async function readChangesSince(
  db: Transaction,
  incidentId: string,
  stoppedAt: Date,
): Promise<Pick<ReleaseReview, 'changes' | 'changeCount'>> {
  const where = { incidentId, kind: { in: telling }, happenedAt: { gt: stoppedAt } };
  const entries = await db.timelineEntry.findMany({
    where,
    orderBy: { happenedAt: 'desc' },
    take: shownChanges,
  });
  return {
    changeCount: await db.timelineEntry.count({ where }),
    changes: entries.map(({ id, happenedAt, kind, text, data }) => ({
      entryId: id,
      happenedAt: happenedAt.toISOString(),
      sentence: plainSentence({
        kind: kind as EntryKind,
        text,
        data: Object(data) as Record<string, unknown>,
        correction: null,
      }),
    })),
  };
}
