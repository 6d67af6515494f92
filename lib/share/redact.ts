import type { Phase } from '@/lib/incidents/phase';
import type { Severity } from '@/lib/incidents/severity';
import type { RedactionProfile } from '@/lib/share/profile';
import { type RedactText, redactText } from '@/lib/share/redact-text';
import type { SharedIncident } from '@/lib/share/shared-incident';
import { storyWords, writtenForReaders } from '@/lib/share/story-words';
import { type ShareFacts, withheldOf } from '@/lib/share/withheld';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

export type ShareSource = {
  incident: {
    incidentRef: string;
    title: string;
    severity: Severity;
    phase: Phase;
    hypothesis: string | null;
    startedAt: string;
    detectedAt: string;
    declaredAt: string;
    closedAt: string | null;
  };
  /** Pinned entries, oldest first. */
  story: TimelineItem[];
  /** Posted updates, newest first. */
  updates: TimelineItem[];
  /** What the incident is about and who works on it: what must not leave, or only with a profile that names it. */
  facts: ShareFacts;
};

/** The incident as the profile lets it out. Whatever is not built here never reaches the page. */
export function redact(source: ShareSource, profile: RedactionProfile, asOf: string): SharedIncident {
  const { incident, facts } = source;
  const isNamed = profile === 'partner';
  const clean = redactText(withheldOf(facts, profile));
  return {
    incidentRef: isNamed ? incident.incidentRef : null,
    title: clean(incident.title),
    severity: incident.severity,
    phase: incident.phase,
    startedAt: incident.startedAt,
    detectedAt: incident.detectedAt,
    declaredAt: incident.declaredAt,
    closedAt: incident.closedAt,
    summary: incident.hypothesis === null ? null : clean(incident.hypothesis),
    story: source.story.map((item, index) => ({
      position: index + 1,
      happenedAt: item.happenedAt,
      what: storyWords[item.kind],
      text: storyText(item, clean),
      actorName: isNamed ? cleanName(item.actorName, clean) : null,
    })),
    updates: source.updates.map((item, index) => ({
      position: index + 1,
      postedAt: item.happenedAt,
      text: clean(item.text ?? ''),
      authorName: isNamed ? cleanName(item.actorName, clean) : null,
    })),
    affected: isNamed
      ? {
          tools: affectedNames(facts.tools).map(clean),
          agents: affectedNames(facts.agents).map(clean),
          workspaces: affectedNames(facts.workspaces).map(clean),
        }
      : null,
    redactedCount: clean.count(),
    asOf,
  };
}

function affectedNames(things: { name: string; isAffected: boolean }[]): string[] {
  return things.filter(({ isAffected }) => isAffected).map(({ name }) => name);
}

function storyText(item: TimelineItem, clean: RedactText): string | null {
  const text = item.pin?.caption ?? (writtenForReaders.has(item.kind) ? item.text : null);
  return text === null ? null : clean(text);
}

function cleanName(name: string | null, clean: RedactText): string | null {
  return name === null ? null : clean(name);
}
