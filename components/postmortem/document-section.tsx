'use client';

import type * as Y from 'yjs';
import { FollowUpsSection } from '@/components/follow-ups/follow-ups-section';
import { NoExecutions } from '@/components/postmortem/no-executions';
import { RootCauseKindField } from '@/components/postmortem/root-cause-kind-field';
import { SectionEditor } from '@/components/postmortem/section-editor';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { judgementSections, type Postmortem, sectionTitles } from '@/lib/postmortem/postmortem';
import { keepDraft, type SectionState, sectionFragment } from '@/lib/postmortem/postmortem-document';

type DocumentSectionProps = {
  incidentRef: string;
  postmortem: Postmortem;
  document: Y.Doc;
  state: SectionState;
  mayWrite: boolean;
};

export function DocumentSection({
  incidentRef,
  postmortem,
  document,
  state,
  mayWrite,
}: DocumentSectionProps) {
  const { section, isDraft, isEmpty } = state;
  const titleId = `section-${section}`;
  return (
    <section aria-labelledby={titleId} className="mb-section min-w-0">
      <header className="flex min-h-6 flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 id={titleId} className="font-semibold text-title">
          {sectionTitles[section]}
        </h3>
        {isDraft ? (
          <span className="flex items-center gap-2 print:hidden">
            <Chip tone="draining">drafted from the log</Chip>
            {mayWrite && !judgementSections.has(section) ? (
              <Button size="small" variant="ghost" onClick={() => keepDraft(document, section)}>
                Keep as it is<span className="sr-only">: {sectionTitles[section]}</span>
              </Button>
            ) : null}
          </span>
        ) : null}
      </header>
      {section === 'root_cause' ? (
        <RootCauseKindField incidentRef={incidentRef} value={postmortem.rootCauseKind} mayWrite={mayWrite} />
      ) : null}
      <SectionEditor
        section={section}
        labelledBy={titleId}
        fragment={sectionFragment(document, section)}
        isEmpty={isEmpty}
        isDraft={isDraft}
        mayWrite={mayWrite}
      />
      {section === 'impact' && postmortem.facts.affectedExecutions.length === 0 ? (
        <NoExecutions incidentRef={incidentRef} reason={postmortem.noExecutionsReason} mayWrite={mayWrite} />
      ) : null}
      {section === 'prevention' ? <FollowUpsSection incidentRef={incidentRef} mayWrite={mayWrite} /> : null}
    </section>
  );
}
