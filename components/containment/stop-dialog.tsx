'use client';

import dynamic from 'next/dynamic';
import type { StopPlace } from '@/components/containment/stop-place';
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { HoldRung } from '@/lib/containment/hold';
import type { SubjectRef } from '@/lib/incidents/subject-schema';

const StopForm = dynamic(
  () => import('@/components/containment/stop-form').then((module) => module.StopForm),
  {
    ssr: false,
    loading: () => (
      <DialogBody>
        <SkeletonRows rows={5} label="Loading" />
      </DialogBody>
    ),
  },
);

/**
 * For which incident: one there is, or one that is declared together with the stop, unless the person joins an open
 * one. Without a title the new incident is named for what is held. `joins` is the open one that is chosen at first:
 * it may be closed by the time of the press, and then another choice must be left.
 */
export type StopFor =
  | { incidentRef: string; subject?: SubjectRef }
  | { declare: { title?: string; subject?: SubjectRef }; joins?: string };

export type StopRequest = StopFor & {
  /** What is known about where: of an execution or agent, one; of an incident, all that it is about. */
  places: StopPlace[];
  /** Where the ladder starts; else the narrowest rung that the first place allows. */
  rung?: HoldRung;
};

export type StopDialogProps = {
  /** Null keeps the dialog closed. */
  request: StopRequest | null;
  onClose: () => void;
};

/** Stops agents: what stops, what goes on, why; then what XEM has really done, one row an agent. */
export function StopDialog({ request, onClose }: StopDialogProps) {
  return (
    <Dialog isOpen={request !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        title={request && 'incidentRef' in request ? `Stop agents for ${request.incidentRef}` : 'Stop now'}
        description="Nothing new starts in the scope. Calls in flight run to their end. One person and a reason are enough."
        width="large"
      >
        {request ? <StopForm request={request} onClose={onClose} /> : null}
      </DialogContent>
    </Dialog>
  );
}
