'use client';

import { useEffect } from 'react';
import { DocumentHeader } from '@/components/postmortem/document-header';
import { DocumentSection } from '@/components/postmortem/document-section';
import type { Author } from '@/components/postmortem/postmortem-panel';
import { useDocumentSession } from '@/components/postmortem/use-document-session';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { hasRole } from '@/lib/auth/role';
import { isAppError } from '@/lib/errors';
import type { Postmortem } from '@/lib/postmortem/postmortem';
import { sectionStates } from '@/lib/postmortem/postmortem-document';
import { postmortemGate } from '@/lib/postmortem/postmortem-gate';

export type DocumentPanelProps = { incidentRef: string; postmortem: Postmortem; author: Author };

export function DocumentPanel({ incidentRef, postmortem, author }: DocumentPanelProps) {
  const { session, isLoaded, loadError, reload } = useDocumentSession(incidentRef, author.actorId);
  const mayWrite = hasRole(author.role, 'responder');
  const sections = sectionStates(session.document);
  const saveState = session.saveState();
  useWarningBeforeLeaving(saveState.kind !== 'saved' && !('isKept' in saveState && saveState.isKept));

  if (!isLoaded && loadError) {
    return (
      <ErrorState
        title="The text could not be read."
        detail={isAppError(loadError) ? loadError.userMessage : undefined}
        onRetry={reload}
      />
    );
  }
  if (!isLoaded) return <SkeletonRows rows={10} label="Reading the text" />;

  // The facts come from the server, the words from this copy: the list is right while one types.
  const missing = postmortemGate({
    sections,
    rootCauseKind: postmortem.rootCauseKind,
    noExecutionsReason: postmortem.noExecutionsReason,
    affectedExecutionCount: postmortem.facts.affectedExecutions.length,
    readyArchiveCount: postmortem.facts.archives.length,
    followUpCount: postmortem.facts.followUps.filter(({ status }) => status !== 'dropped').length,
  });
  return (
    <article data-document className="min-w-0">
      <DocumentHeader
        incidentRef={incidentRef}
        postmortem={postmortem}
        missing={missing}
        saveState={saveState}
        author={author}
      />
      {sections.map((state) => (
        <DocumentSection
          key={state.section}
          incidentRef={incidentRef}
          postmortem={postmortem}
          document={session.document}
          state={state}
          mayWrite={mayWrite}
        />
      ))}
    </article>
  );
}

/** Only where leaving would lose words. */
function useWarningBeforeLeaving(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isNeeded]);
}
