import {
  judgementSections,
  type MissingItem,
  type RootCauseKind,
  type Section,
  sectionTitles,
} from '@/lib/postmortem/postmortem';
import type { SectionState } from '@/lib/postmortem/postmortem-document';

type GateFacts = {
  sections: SectionState[];
  rootCauseKind: RootCauseKind | null;
  noExecutionsReason: string | null;
  affectedExecutionCount: number;
  readyArchiveCount: number;
  followUpCount: number;
};

/** What stands between this postmortem and its publication. Asked by the page while people write, and by the verb. */
export function postmortemGate(facts: GateFacts): MissingItem[] {
  return [
    ...facts.sections.flatMap(missingIn),
    ...(facts.rootCauseKind === null
      ? [item('root_cause_kind', 'Say what kind of cause it was: template, tool, credential or model.')]
      : []),
    ...(facts.affectedExecutionCount === 0 && !facts.noExecutionsReason
      ? [item('affected_executions', 'Attach the affected executions, or say why there are none.')]
      : []),
    ...(facts.readyArchiveCount === 0 ? [item('archive', 'Attach an execution archive that is ready.')] : []),
    ...(facts.followUpCount === 0 ? [item('follow_up', 'Record at least one follow-up.')] : []),
  ];
}

function missingIn({ section, isEmpty, isDraft }: SectionState): MissingItem[] {
  if (isEmpty) return [sectionItem('section_empty', section, `${sectionTitles[section]} is empty.`)];
  if (!isDraft || !judgementSections.has(section)) return [];
  const message = `${sectionTitles[section]} is still as it was drafted; it needs your own judgement.`;
  return [sectionItem('section_untouched', section, message)];
}

const item = (code: MissingItem['code'], message: string): MissingItem => ({ code, section: null, message });

const sectionItem = (code: MissingItem['code'], section: Section, message: string): MissingItem => ({
  code,
  section,
  message,
});
