import 'server-only';
import { z } from 'zod';
import type { Hold } from '@/lib/containment/containment';
import { readHold } from '@/lib/containment/server/read-hold';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import type { PostmortemFacts } from '@/lib/postmortem/facts';

type Containment = { at: Date; basis: NonNullable<PostmortemFacts['containmentBasis']> };

/**
 * When the first containment held: the last of the holds that were placed before anything was released, by the best
 * proof that there is for all of them. Null before any did.
 */
export async function readContainment(db: Transaction, incidentId: string): Promise<Containment | null> {
  const holds = await readFirstHolds(db, incidentId);
  const drainedAt = await readContainedTimes(db, incidentId);
  const proofs: [Containment['basis'], (Date | null)[]][] = [
    ['drained', holds.map(({ holdId }) => drainedAt.get(holdId) ?? null)],
    ['observed', holds.map(({ receipt }) => instantOf(receipt.allObservedAt))],
    ['accepted', holds.map(({ receipt }) => instantOf(receipt.allAcceptedAt))],
  ];
  for (const [basis, times] of proofs) {
    const known = times.flatMap((time) => time ?? []);
    if (known.length === 0 || known.length < times.length) continue;
    return { at: new Date(Math.max(...known.map(Number))), basis };
  }
  return null;
}

/** Without those that were given up before XEM had accepted anything of them. */
async function readFirstHolds(db: Transaction, incidentId: string): Promise<Hold[]> {
  const release = await db.timelineEntry.findFirst({
    where: { incidentId, kind: 'hold_released' },
    orderBy: { sequence: 'asc' },
    select: { sequence: true },
  });
  const placed = await db.timelineEntry.findMany({
    where: { incidentId, kind: 'hold_placed', ...(release && { sequence: { lt: release.sequence } }) },
    select: { data: true },
  });
  const holds: Hold[] = [];
  for (const { data } of placed) holds.push(await readHold(db, ofHold.parse(data).holdId));
  return holds.filter(({ releasedAt, receipt }) => releasedAt === null || receipt.firstAcceptedAt !== null);
}

/** As the log says last: a later entry corrects the one before. */
async function readContainedTimes(db: Transaction, incidentId: string): Promise<Map<string, Date>> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId, kind: 'stop_contained' },
    orderBy: { sequence: 'asc' },
    select: { data: true, happenedAt: true },
  });
  return new Map(entries.map(({ data, happenedAt }) => [ofHold.parse(data).holdId, happenedAt]));
}

const ofHold = z.object({ holdId: z.string() });
const instantOf = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

/** When work on the incident itself ended: its last move into the postmortem, or its closing without one. */
export async function readResolvedAt(db: Transaction, incident: Incident): Promise<Date | null> {
  if (incident.phase !== 'postmortem' && incident.phase !== 'closed') return null;
  const moves = await db.timelineEntry.findMany({
    where: { incidentId: incident.id, kind: { in: ['phase_changed', 'incident_reopened'] } },
    orderBy: { sequence: 'desc' },
    select: { data: true, happenedAt: true },
  });
  const move = moves.find(({ data }) => Object(data).to === 'postmortem');
  return move?.happenedAt ?? incident.closedAt ?? incident.phaseEnteredAt;
}
