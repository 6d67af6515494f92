'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { IdText } from '@/components/ui/id-text';
import { howToCheck, kindFacts } from '@/lib/credentials/credential-action';
import type { CredentialAction } from '@/lib/credentials/credential-action-schema';

type ActionResultProps = { action: CredentialAction; onClose: () => void };

/** What came of it, in so many words: that nobody knows is an answer too. */
export function ActionResult({ action, onClose }: ActionResultProps) {
  const { kind, subjectName, outcome, detail, xemRequestId } = action;
  const isKnown = outcome === 'accepted';
  return (
    <Dialog isOpen onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent title={`${kindFacts[kind].label}: ${subjectName}`} width="small">
        <DialogBody className="grid content-start gap-3">
          {isKnown ? (
            <Banner tone="ok" title="XEM accepted it.">
              {detail ?? 'XEM shows nothing that would confirm it.'}
            </Banner>
          ) : (
            <>
              <Banner tone="danger" title="Nobody knows whether XEM did it.">
                {detail}
              </Banner>
              <p className="text-ink-2">{howToCheck[kind]} Holdfast does not repeat it by itself.</p>
            </>
          )}
          {xemRequestId ? (
            <p className="text-ink-3 text-small">
              XEM's request <IdText value={xemRequestId} label="request id" />
            </p>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="primary">Close</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
