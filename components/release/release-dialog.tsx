'use client';

import { useQuery } from '@tanstack/react-query';
import { CancelCallProvider } from '@/components/executions/cancel-call-provider';
import { ReleaseForm } from '@/components/release/release-form';
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Hold } from '@/lib/containment/containment';
import { holdText } from '@/lib/containment/hold-words';
import { releaseReview } from '@/lib/release/queries';

export type ReleaseDialogProps = {
  /** Null keeps the dialog closed. */
  hold: Hold | null;
  onClose: () => void;
};

/** Lifts a hold, after a look at what that sets free. */
export function ReleaseDialog({ hold, onClose }: ReleaseDialogProps) {
  return (
    <Dialog isOpen={hold !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        width="large"
        title={hold ? `Release ${holdText(hold, hold.activeScopeIds.length)}` : 'Release'}
        description="Look at what starts again first. What other incidents hold stays paused."
      >
        {hold ? (
          <CancelCallProvider>
            <Review hold={hold} onClose={onClose} />
          </CancelCallProvider>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}

function Review({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const { incidentRef, holdId } = hold;
  const { data, error, refetch, isFetching } = useQuery(releaseReview(incidentRef, holdId));
  if (data) return <ReleaseForm review={data} onClose={onClose} />;
  return (
    <DialogBody>
      {error ? (
        <ErrorState
          title="What would start again cannot be read"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <SkeletonRows rows={6} label="Loading what would start again" />
      )}
    </DialogBody>
  );
}
