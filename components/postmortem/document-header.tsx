'use client';

import { Download, Printer } from 'lucide-react';
import type { Author } from '@/components/postmortem/postmortem-panel';
import { PublishDialog } from '@/components/postmortem/publish-dialog';
import { SaveIndicator } from '@/components/postmortem/save-indicator';
import { WholeId } from '@/components/postmortem/whole-id';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';

import { TimeText } from '@/components/ui/time-text';
import { hasRole } from '@/lib/auth/role';
import { endpointUrl } from '@/lib/http/api-client';
import type { SaveState } from '@/lib/postmortem/document-session';
import { exportMarkdownEndpoint } from '@/lib/postmortem/endpoints';
import type { MissingItem, Postmortem } from '@/lib/postmortem/postmortem';

type DocumentHeaderProps = {
  incidentRef: string;
  postmortem: Postmortem;
  missing: MissingItem[];
  saveState: SaveState;
  author: Author;
};

export function DocumentHeader({ incidentRef, postmortem, missing, saveState, author }: DocumentHeaderProps) {
  const { publication, facts } = postmortem;
  // What others and this copy have written since is in the number; what the facts have become, in the server's answer.
  const hasChanged =
    publication !== null && (publication.hasChangedSince || saveState.revision > postmortem.revision);
  return (
    <header className="mb-section border-b pb-3">
      <h2 className="wrap-anywhere font-semibold text-page">
        Postmortem{' '}
        <span className="hidden print:inline">
          of {incidentRef}: {facts.title}
        </span>
      </h2>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2 print:hidden">
        <PublicationChip publication={publication} hasChanged={hasChanged} />
        <SaveIndicator state={saveState} />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <Button asChild size="small">
            <a href={endpointUrl(exportMarkdownEndpoint, { incidentRef })} download>
              <Download size={13} aria-hidden="true" />
              Markdown
            </a>
          </Button>
          <Button size="small" onClick={() => window.print()}>
            <Printer size={13} aria-hidden="true" />
            Print
          </Button>
          {hasRole(author.role, 'commander') && (publication === null || hasChanged) ? (
            <PublishDialog
              incidentRef={incidentRef}
              missing={missing}
              publication={publication}
              isSaved={saveState.kind === 'saved'}
            />
          ) : null}
        </div>
      </div>
      {publication ? (
        <p className="mt-2 flex flex-wrap items-baseline gap-x-2 text-ink-3 text-small">
          <span>
            Revision {publication.number} published by {publication.publishedByName},{' '}
            <TimeText at={publication.publishedAt} show="absolute" precision="minute" />
          </span>
          <span>
            SHA-256 <WholeId value={publication.sha256} label="SHA-256" />
          </span>
          <a
            className="text-accent hover:underline print:hidden"
            href={endpointUrl(exportMarkdownEndpoint, { incidentRef, publication: publication.number })}
            download
          >
            Download it as published
          </a>
        </p>
      ) : null}
    </header>
  );
}

type PublicationChipProps = { publication: Postmortem['publication']; hasChanged: boolean };

function PublicationChip({ publication, hasChanged }: PublicationChipProps) {
  if (!publication) return <Chip tone="neutral">not published</Chip>;
  if (hasChanged) return <Chip tone="draining">changed since revision {publication.number}</Chip>;
  return <Chip tone="ok">published, revision {publication.number}</Chip>;
}
