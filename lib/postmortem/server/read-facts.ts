import 'server-only';
import { z } from 'zod';
import { readArchives } from '@/lib/archive/server/read-archives';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import { readFollowUps } from '@/lib/follow-ups/server/read-follow-ups';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { type SubjectRef, subjectRefSchema } from '@/lib/incidents/subject-schema';
import type { PostmortemFacts } from '@/lib/postmortem/facts';
import { readActions } from '@/lib/postmortem/server/read-actions';
import { readAffectedExecutions } from '@/lib/postmortem/server/read-affected-executions';
import { readContainment, readResolvedAt } from '@/lib/postmortem/server/read-milestones';
import { readRemediation } from '@/lib/remediation/server/read-remediation';
import { describeEntry } from '@/lib/timeline/describe-entry';
import { readFacts as readEntryFacts } from '@/lib/timeline/entry-facts';
import { readStory } from '@/lib/timeline/server/read-story';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

/** What the log and the mirror say about an incident now. */
export async function readFacts(db: Transaction, incident: Incident): Promise<PostmortemFacts> {
  const of = { incidentRef: incident.id };
  // One after the other: a reader takes one connection of the pool, not seven.
  const declaredFrom = await readDeclaredFrom(db, incident.id);
  const containment = await readContainment(db, incident.id);
  const resolvedAt = await readResolvedAt(db, incident);
  const affectedExecutions = await readAffectedExecutions(db, incident);
  const remediation = await readRemediation({ db }, of);
  const followUps = await readFollowUps({ db }, of);
  const archives = await readArchives({ db }, of);
  const story = await readStory({ db }, of);
  const afterMs = (at: Date | null) => at && Math.max(0, at.getTime() - incident.startedAt.getTime());
  return {
    incidentRef: incidentRefOf(incident.number),
    title: incident.title,
    severity: incident.severity,
    phase: incident.phase,
    hypothesis: incident.hypothesis,
    startedAt: incident.startedAt.toISOString(),
    detectedAt: incident.detectedAt.toISOString(),
    declaredAt: incident.declaredAt.toISOString(),
    declaredByName: incident.declaredByName,
    declaredFrom,
    containedAt: containment?.at.toISOString() ?? null,
    containmentBasis: containment?.basis ?? null,
    resolvedAt: resolvedAt?.toISOString() ?? null,
    closedAt: incident.closedAt?.toISOString() ?? null,
    timeToDetectMs: afterMs(incident.detectedAt) ?? 0,
    timeToContainMs: afterMs(containment?.at ?? null),
    timeToResolveMs: afterMs(resolvedAt),
    affectedExecutions,
    actions: await readActions(db, incident.id, affectedExecutions, remediation.steps),
    remediationSteps: remediation.steps,
    followUps: followUps.data,
    story: story.data.map(toStoryLine),
    archives: archives.data.filter(({ state }) => state === 'ready'),
  };
}

/** From the log, since what was attached later hides what it was declared from. */
async function readDeclaredFrom(db: Transaction, incidentId: string): Promise<SubjectRef[]> {
  const entry = await db.timelineEntry.findFirst({
    where: { incidentId, kind: 'incident_declared' },
    select: { data: true },
  });
  return z
    .object({ subjects: z.array(subjectRefSchema) })
    .catch({ subjects: [] })
    .parse(entry?.data).subjects;
}

function toStoryLine(entry: TimelineItem): PostmortemFacts['story'][number] {
  const { headline, detail } = describeEntry(entry, readEntryFacts(entry));
  const words = headline.map((part) => {
    if (typeof part === 'string') return part;
    return 'strong' in part ? part.strong : part.id;
  });
  const text = entry.pin?.caption || [words.join(''), detail].filter(Boolean).join(' — ');
  return { entryId: entry.entryId, happenedAt: entry.happenedAt, text };
}
