import 'server-only';
import { z } from 'zod';
import type { Context } from '@/lib/context';
import type { Incident } from '@/lib/db/generated/client';
import { incidentScope } from '@/lib/incidents/incident-scope';
import type { Fact } from '@/lib/timeline/build-facts';
import { appendEntries } from '@/lib/timeline/server/append-entry';
import { collectFacts } from '@/lib/timeline/server/collect-facts';

/** Entries written for one incident in one call; the next call goes on. */
const entriesPerCall = 500;

/** Rows of the mirror are committed some time after they were observed, on any replica. */
const overlapMs = 5 * 60_000;

/** Longest time between an instant that a verb notes and its commit. */
const commitMs = 15_000;

/** Everything is compared again this often, so that nothing stays lost whatever went wrong in between. */
const fullEveryMs = 10 * 60_000;

/** By incident id: up to when the mirror was read, and when all of it was compared last. */
const watermarksSchema = z.record(
  z.string(),
  z.object({ changedSince: z.coerce.date(), comparedAt: z.coerce.date() }),
);
type Watermarks = z.infer<typeof watermarksSchema>;

/**
 * Writes what the mirror shows of each open incident's subjects into its log. What is there already is left alone, so it
 * may run at any time, twice at once, and after any crash; what a call does not finish the next one does.
 */
export async function recordFacts(context: Context): Promise<{ entryCount: number }> {
  const { db, clock, logger } = context;
  const now = clock.now();
  const incidents = await db.incident.findMany({ where: { phase: { not: 'closed' } } });
  if (incidents.length === 0) return { entryCount: 0 };
  const before = await readWatermarks(context);
  const after: Watermarks = {};
  let entryCount = 0;
  for (const incident of incidents) {
    const known = before[incident.id];
    try {
      const { written, reached } = await recordFor(context, incident, known, now);
      entryCount += written;
      const next = reached ?? known;
      if (next) after[incident.id] = next;
    } catch (error) {
      // One incident's trouble must not keep the facts from the others.
      logger.error({ err: error, incident: incident.number }, 'facts could not be recorded');
      if (known) after[incident.id] = known;
    }
  }
  await writeWatermarks(context, after, now);
  return { entryCount };
}

type Watermark = Watermarks[string];

async function recordFor(
  context: Context,
  incident: Incident,
  known: Watermark | undefined,
  now: Date,
): Promise<{ written: number; reached: Watermark | null }> {
  const { db } = context;
  const subjects = await db.incidentSubject.findMany({ where: { incidentId: incident.id } });
  const isFull =
    known === undefined ||
    now.getTime() - known.comparedAt.getTime() >= fullEveryMs ||
    // What is new to the incident has a past that was never looked at.
    subjects.some(({ attachedAt }) => attachedAt.getTime() >= known.comparedAt.getTime() - commitMs);
  const changedSince = isFull ? null : new Date(known.changedSince.getTime() - overlapMs);
  const scope = incidentScope(incident.startedAt, subjects);
  let written = 0;
  for await (const page of collectFacts(db, { scope, changedSince, now })) {
    const fresh = await withoutKnown(context, incident.id, page);
    const batch = fresh.slice(0, entriesPerCall - written);
    written += await append(context, incident.id, batch);
    if (batch.length < fresh.length) return { written, reached: null };
  }
  const comparedAt = isFull ? now : known.comparedAt;
  return { written, reached: { changedSince: now, comparedAt } };
}

/** Looked up without the lock, which is taken only when there is something to write. */
async function withoutKnown({ db }: Context, incidentId: string, facts: Fact[]): Promise<Fact[]> {
  if (facts.length === 0) return [];
  const rows = await db.timelineEntry.findMany({
    where: { incidentId, sourceId: { in: facts.map(({ sourceId }) => sourceId) } },
    select: { source: true, sourceId: true },
  });
  const known = new Set(rows.map(({ source, sourceId }) => `${source} ${sourceId}`));
  return facts
    .filter(({ source, sourceId }) => !known.has(`${source} ${sourceId}`))
    .sort((a, b) => a.happenedAt.getTime() - b.happenedAt.getTime());
}

async function append(context: Context, incidentId: string, facts: Fact[]): Promise<number> {
  if (facts.length === 0) return 0;
  const entries = facts.map((fact) => ({ ...fact, incidentId }));
  const ids = await context.db.$transaction((tx) => appendEntries(context, tx, incidentId, entries));
  return ids.length;
}

const source = 'facts';

async function readWatermarks({ db }: Context): Promise<Watermarks> {
  const row = await db.sourceFreshness.findUnique({ where: { source } });
  const parsed = watermarksSchema.safeParse(row?.cursor ?? {});
  // A shape of an older version only costs one full comparison.
  return parsed.success ? parsed.data : {};
}

async function writeWatermarks({ db }: Context, watermarks: Watermarks, now: Date): Promise<void> {
  const cursor = JSON.parse(JSON.stringify(watermarks));
  const state = { cursor, lastAttemptAt: now, lastSuccessAt: now, expectedEveryMs: 60_000 };
  await db.sourceFreshness.upsert({ where: { source }, create: { source, ...state }, update: state });
}
