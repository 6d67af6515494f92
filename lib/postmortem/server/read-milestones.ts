import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import type { PostmortemFacts } from '@/lib/postmortem/facts';
import type { EntryKind } from '@/lib/timeline/timeline-entry';

type Containment = { at: Date; basis: NonNullable<PostmortemFacts['containmentBasis']> };

/** From the strongest proof to the weakest; a call that landed after the stop puts off the end of a drain. */
const proofs: { basis: Containment['basis']; kinds: EntryKind[]; alsoKinds: EntryKind[] }[] = [
  { basis: 'drained', kinds: ['scope_drained'], alsoKinds: ['call_after_stop'] },
  { basis: 'observed', kinds: ['scope_observed'], alsoKinds: [] },
  { basis: 'accepted', kinds: ['scope_accepted', 'scope_unverifiable'], alsoKinds: [] },
];

/** When the first containment held: the last of its scopes, by the best proof there is. Null before any did. */
export async function readContainment(db: Transaction, incidentId: string): Promise<Containment | null> {
  const release = await db.timelineEntry.findFirst({
    where: { incidentId, kind: 'hold_released' },
    orderBy: { sequence: 'asc' },
    select: { sequence: true },
  });
  const kinds = proofs.flatMap((proof) => [...proof.kinds, ...proof.alsoKinds]);
  const entries = await db.timelineEntry.findMany({
    where: { incidentId, kind: { in: kinds }, ...(release && { sequence: { lt: release.sequence } }) },
    select: { kind: true, happenedAt: true },
  });
  for (const { basis, kinds: decisive, alsoKinds } of proofs) {
    if (!entries.some(({ kind }) => decisive.some((it) => it === kind))) continue;
    const counted = entries.filter(({ kind }) => [...decisive, ...alsoKinds].some((it) => it === kind));
    return { at: new Date(Math.max(...counted.map(({ happenedAt }) => happenedAt.getTime()))), basis };
  }
  return null;
}

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
