'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogTrigger,
} from '@/components/ui/dialog';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { isAppError } from '@/lib/errors';
import { callApi } from '@/lib/http/api-client';
import { publishPostmortemEndpoint } from '@/lib/postmortem/endpoints';
import type { MissingItem, Postmortem } from '@/lib/postmortem/postmortem';
import { incidentPostmortem } from '@/lib/postmortem/queries';

type PublishDialogProps = {
  incidentRef: string;
  missing: MissingItem[];
  publication: Postmortem['publication'];
  /** What is published is what the server has. */
  isSaved: boolean;
};

export function PublishDialog({ incidentRef, missing, publication, isSaved }: PublishDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const publish = useMutation({
    mutationFn: () => callApi(publishPostmortemEndpoint, { incidentRef }),
    onSuccess: () => setOpen(false),
    onSettled: () => queryClient.invalidateQueries(incidentPostmortem(incidentRef)),
  });
  const next = (publication?.number ?? 0) + 1;
  const mayPublish = missing.length === 0 && isSaved;
  return (
    <Dialog isOpen={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small" variant={missing.length === 0 ? 'primary' : 'default'}>
          {missing.length === 0 ? 'Publish…' : `Publish… ${missing.length} missing`}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={missing.length === 0 ? `Publish revision ${next}` : 'Not ready to publish'}
        description={
          missing.length === 0
            ? 'Text and facts are frozen as they are now, under a SHA-256. You can go on writing and publish again.'
            : 'This is still missing:'
        }
        width="small"
      >
        <DialogBody className="grid content-start gap-3">
          {missing.length > 0 ? <MissingList missing={missing} onChoose={() => setOpen(false)} /> : null}
          {isSaved ? null : (
            <Banner tone="draining" title="Not saved yet.">
              Only what is saved can be published.
            </Banner>
          )}
          {publish.error ? (
            <Banner tone="danger" title="Not published.">
              {isAppError(publish.error) ? publish.error.userMessage : 'Something went wrong. Try again.'}
            </Banner>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>{mayPublish ? 'Cancel' : 'Close'}</Button>
          </DialogClose>
          {mayPublish ? (
            <Button variant="primary" isBusy={publish.isPending} onClick={() => publish.mutate()}>
              {publish.isPending ? 'Publishing…' : `Publish revision ${next}`}
            </Button>
          ) : null}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function MissingList({ missing, onChoose }: { missing: MissingItem[]; onChoose: () => void }) {
  return (
    <ul className="grid gap-1.5">
      {missing.map(({ code, section, message }) => (
        <li key={`${code} ${section}`} className="flex items-baseline gap-2">
          <StatusGlyph glyph="dashed-ring" className="size-2.5 text-draining" />
          {section ? (
            <a href={`#section-${section}`} className="text-accent hover:underline" onClick={onChoose}>
              {message}
            </a>
          ) : (
            message
          )}
        </li>
      ))}
    </ul>
  );
}
