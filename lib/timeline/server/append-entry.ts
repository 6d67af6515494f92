import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { hashEntry } from '@/lib/timeline/hash-entry';
import { storable, storableText } from '@/lib/timeline/storable';
import type { EntryKind, EntrySource } from '@/lib/timeline/timeline-entry';

export type NewEntry = {
  incidentId: string;
  kind: EntryKind;
  source: EntrySource;
  /** Unique within incident and source; an entry that is there already is not written again. */
  sourceId?: string;
  /** Defaults to now. */
  happenedAt?: Date;
  text?: string;
  data?: Record<string, unknown>;
  xemRequestId?: string | null;
  supersedesId?: string;
};

type AppendContext = Pick<Context, 'actor' | 'clock'>;

/**
 * Adds to the log of an incident, in the caller's transaction, and tells the live stream. The incident row stays locked
 * until commit, so that sequence and hash chain have no gap and no fork. Returns the id, or null when the source id is
 * already there.
 */
export async function appendEntry(
  context: AppendContext,
  tx: Transaction,
  entry: NewEntry,
): Promise<string | null> {
  const [id] = await appendEntries(context, tx, entry.incidentId, [entry]);
  return id ?? null;
}

/** Many at once, for the mirror: one lock, one insert, one announcement. Returns the ids that were written. */
export async function appendEntries(
  context: AppendContext,
  tx: Transaction,
  incidentId: string,
  entries: NewEntry[],
): Promise<string[]> {
  if (entries.length === 0) return [];
  const head = await lockHead(tx, incidentId);
  const fresh = await withoutKnown(tx, incidentId, entries);
  if (fresh.length === 0) return [];

  let { headSequence: sequence, headHash: previousHash } = head;
  const rows = fresh.map((entry) => {
    sequence += 1;
    const row = toRow(context, entry, sequence, previousHash);
    previousHash = row.hash;
    return row;
  });
  const written = await tx.timelineEntry.createManyAndReturn({ data: rows, select: { id: true } });
  await tx.incident.update({
    where: { id: incidentId },
    data: { headSequence: sequence, headHash: previousHash },
  });
  await announce(tx, { incident: head.number, changed: 'timeline' });
  return written.map(({ id }) => id);
}

type Head = { number: number; headSequence: number; headHash: string };

/**
 * Not FOR UPDATE: that waits for everybody who has just added a row that points to the incident, and two of those who
 * then write to the log would wait for each other.
 */
async function lockHead(tx: Transaction, incidentId: string): Promise<Head> {
  const [head] = await tx.$queryRaw<Head[]>`
    SELECT number, "headSequence", "headHash" FROM "Incident" WHERE id = ${incidentId}::uuid FOR NO KEY UPDATE`;
  if (!head) throw notFound('incident', incidentId);
  return head;
}

async function withoutKnown(tx: Transaction, incidentId: string, entries: NewEntry[]): Promise<NewEntry[]> {
  const sourceIds = entries.flatMap(({ sourceId }) => sourceId ?? []);
  if (sourceIds.length === 0) return entries;
  const known = await tx.timelineEntry.findMany({
    where: { incidentId, sourceId: { in: sourceIds } },
    select: { source: true, sourceId: true },
  });
  const seen = new Set(known.map(({ source, sourceId }) => `${source} ${sourceId}`));
  return entries.filter(({ source, sourceId }) => {
    if (sourceId === undefined) return true;
    const key = `${source} ${sourceId}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function toRow(context: AppendContext, entry: NewEntry, sequence: number, previousHash: string) {
  const { actor, clock } = context;
  const recordedAt = clock.now();
  const isOurs = actor.kind !== 'system';
  const row = {
    incidentId: entry.incidentId,
    sequence,
    kind: entry.kind,
    source: entry.source,
    sourceId: entry.sourceId ?? null,
    happenedAt: entry.happenedAt ?? recordedAt,
    recordedAt,
    actorId: isOurs ? actor.actorId : null,
    actorName: isOurs ? actor.name : null,
    text: entry.text === undefined ? null : storableText(entry.text),
    data: storable(entry.data ?? {}) as Prisma.InputJsonObject,
    xemRequestId: entry.xemRequestId ?? null,
    supersedesId: entry.supersedesId ?? null,
    previousHash,
  };
  return { ...row, hash: hashEntry(row) };
}
