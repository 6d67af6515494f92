import 'server-only';
import type { Context } from '@/lib/context';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import type { ShareSource } from '@/lib/share/redact';
import { readShareFacts } from '@/lib/share/server/read-share-facts';
import { readStory } from '@/lib/timeline/server/read-story';
import { readTimeline } from '@/lib/timeline/server/read-timeline';

/** Updates on the page; older ones stand in the story where they matter. */
const updateLimit = 50;

/** Everything the page could tell, before redaction. It must go through `redact` before it goes anywhere. */
export async function readShareSource({ db }: Pick<Context, 'db'>, incident: Incident): Promise<ShareSource> {
  const of = { incidentRef: incident.id };
  const [story, updates] = await Promise.all([
    readStory({ db }, of),
    readTimeline(
      { db },
      {
        ...of,
        kind: ['update_posted'],
        order: 'newest',
        direction: 'next',
        limit: updateLimit,
      },
    ),
  ]);
  return {
    incident: {
      incidentRef: incidentRefOf(incident.number),
      title: incident.title,
      severity: incident.severity,
      phase: incident.phase,
      hypothesis: incident.hypothesis,
      startedAt: incident.startedAt.toISOString(),
      detectedAt: incident.detectedAt.toISOString(),
      declaredAt: incident.declaredAt.toISOString(),
      closedAt: incident.closedAt?.toISOString() ?? null,
    },
    story: story.data,
    updates: updates.data,
    facts: await readShareFacts(db, incident.id),
  };
}
