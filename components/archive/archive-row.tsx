'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { archiveProgress, archiveTones } from '@/components/archive/archive-status';
import { formatSize } from '@/components/evidence/format-size';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { IdText } from '@/components/ui/id-text';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import { archiveStateNames, isUnfinished } from '@/lib/archive/archive';
import type { Archive } from '@/lib/archive/archive-schema';
import { incidentArchives } from '@/lib/archive/queries';
import { isAppError } from '@/lib/errors';
import { evidenceContentPath } from '@/lib/evidence/evidence';
import { callLater } from '@/lib/http/call-later';
import { fillPath } from '@/lib/http/fill-path';

type ArchiveRowProps = { incidentRef: string; archive: Archive; mayWrite: boolean };

export function ArchiveRow({ incidentRef, archive, mayWrite }: ArchiveRowProps) {
  const { state, since, until, errorMessage, requestedByName, requestedAt } = archive;
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] items-start sm:grid-cols-[9.5rem_minmax(0,1fr)_auto]">
      <span className="grid min-w-0 gap-1.5 justify-self-start max-sm:col-span-2">
        <Chip {...archiveTones[state]}>{archiveStateNames[state]}</Chip>
        {isUnfinished(state) ? (
          <ProgressBar
            label="Progress of the archive"
            value={archiveProgress[state]}
            max={3}
            tone="draining"
          />
        ) : null}
      </span>
      <div className="min-w-0">
        <p>
          <TimeText at={since} show="absolute" precision="minute" /> to{' '}
          <TimeText at={until} show="absolute" precision="minute" />
        </p>
        <p className="text-ink-3 text-small">
          {requestedByName}, <TimeText at={requestedAt} show="relative" />
          {archive.xemStatus ? `, XEM says ${archive.xemStatus}` : null}
        </p>
        {archive.sha256 ? (
          <p className="flex flex-wrap gap-x-3 text-ink-2">
            <span>
              <span className="text-ink-3">SHA-256 </span>
              <IdText value={archive.sha256} label="SHA-256" />
            </span>
            {archive.size === null ? null : <span className="tabular-nums">{formatSize(archive.size)}</span>}
          </p>
        ) : null}
        {errorMessage ? (
          <p className={state === 'failed' ? 'wrap-anywhere text-danger' : 'wrap-anywhere text-draining'}>
            {errorMessage}
            {isUnfinished(state) ? ' It is tried again.' : null}
          </p>
        ) : null}
      </div>
      <Action incidentRef={incidentRef} archive={archive} mayWrite={mayWrite} />
    </Row>
  );
}

function Action({ incidentRef, archive, mayWrite }: ArchiveRowProps) {
  if (archive.evidenceId) {
    const href = fillPath(evidenceContentPath, { incidentRef, evidenceId: archive.evidenceId });
    return (
      <Button asChild size="small" className="justify-self-end">
        <a href={href} download>
          <Download size={13} aria-hidden="true" />
          Download
        </a>
      </Button>
    );
  }
  return archive.state === 'failed' && mayWrite ? (
    <Retry incidentRef={incidentRef} archiveId={archive.archiveId} />
  ) : null;
}

function Retry({ incidentRef, archiveId }: { incidentRef: string; archiveId: string }) {
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      callLater(async () => (await import('@/lib/archive/endpoints')).retryArchiveEndpoint, {
        incidentRef,
        archiveId,
      }),
    onSettled: () => queryClient.invalidateQueries(incidentArchives(incidentRef)),
  });
  return (
    <span className="grid justify-items-end gap-1">
      <Button size="small" isBusy={retry.isPending} onClick={() => retry.mutate()}>
        Try again
      </Button>
      <span role="alert" className="text-danger text-small">
        {retry.error
          ? isAppError(retry.error)
            ? retry.error.userMessage
            : 'That did not work. Try once more.'
          : null}
      </span>
    </span>
  );
}
