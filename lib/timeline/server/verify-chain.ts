import 'server-only';
import type { Database } from '@/lib/db/client';
import { notFound } from '@/lib/errors';
import { hashEntry } from '@/lib/timeline/hash-entry';

export type ChainVerdict =
  | { isIntact: true; entryCount: number; headHash: string }
  | { isIntact: false; brokenAtSequence: number; reason: string };

const pageSize = 1_000;

/**
 * Recomputes every link of an incident's log, page by page, up to the entry that was the newest at the start: others may
 * write meanwhile. Reads only.
 */
export async function verifyChain(db: Database, incidentId: string): Promise<ChainVerdict> {
  const incident = await db.incident.findUnique({ where: { id: incidentId } });
  if (!incident) throw notFound('incident', incidentId);
  let previousHash = '';
  let sequence = 0;
  for (;;) {
    const page = await db.timelineEntry.findMany({
      where: { incidentId, sequence: { gt: sequence, lte: incident.headSequence } },
      orderBy: { sequence: 'asc' },
      take: pageSize,
    });
    for (const { id: _id, hash, ...entry } of page) {
      sequence += 1;
      const broken = (reason: string): ChainVerdict => ({
        isIntact: false,
        brokenAtSequence: sequence,
        reason,
      });
      if (entry.sequence !== sequence) return broken('an entry is missing');
      if (entry.previousHash !== previousHash) return broken('the entry does not follow the one before it');
      if (hashEntry(entry) !== hash) return broken('the entry was changed after it was written');
      previousHash = hash;
    }
    if (page.length < pageSize) break;
  }
  if (sequence !== incident.headSequence || previousHash !== incident.headHash) {
    return { isIntact: false, brokenAtSequence: sequence + 1, reason: 'the newest entries are missing' };
  }
  return { isIntact: true, entryCount: sequence, headHash: previousHash };
}
