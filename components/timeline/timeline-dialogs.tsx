'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { notify } from '@/components/ui/notify';
import { callLater } from '@/lib/http/call-later';
import { formFault } from '@/lib/http/form-errors';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

const AddNoteDialog = dynamic(
  () => import('@/components/timeline/add-note-dialog').then((module) => module.AddNoteDialog),
  { ssr: false },
);
const CorrectDialog = dynamic(
  () => import('@/components/timeline/correct-dialog').then((module) => module.CorrectDialog),
  { ssr: false },
);
const PinDialog = dynamic(
  () => import('@/components/timeline/pin-dialog').then((module) => module.PinDialog),
  { ssr: false },
);

type OpenDialog =
  | { kind: 'add'; happenedAt: string | null }
  | { kind: 'correct'; entry: TimelineItem }
  | { kind: 'pin'; entry: TimelineItem };

type TimelineDialogs = { open: (dialog: OpenDialog) => void; unpin: (entry: TimelineItem) => void };

const TimelineDialogsContext = createContext<TimelineDialogs | null>(null);

/** The dialogs of the timeline stand outside of its rows, which come and go as it is scrolled. */
export function TimelineDialogsProvider({ children }: { children: ReactNode }) {
  const { incidentRef } = useIncidentHere();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const { mutate } = useIncidentChange(incidentRef, (entryId: string) =>
    callLater(async () => (await import('@/lib/timeline/endpoints')).unpinEntryEndpoint, {
      incidentRef,
      entryId,
    }),
  );
  const value = useMemo<TimelineDialogs>(
    () => ({
      open: setDialog,
      unpin: ({ entryId }) =>
        mutate(entryId, {
          onError: (error) =>
            notify({ text: 'Still in the story.', detail: formFault(error) ?? error.message }),
        }),
    }),
    [mutate],
  );
  const close = (): void => setDialog(null);
  return (
    <TimelineDialogsContext value={value}>
      {children}
      {dialog?.kind === 'add' ? <AddNoteDialog happenedAt={dialog.happenedAt} onClose={close} /> : null}
      {dialog?.kind === 'correct' ? <CorrectDialog entry={dialog.entry} onClose={close} /> : null}
      {dialog?.kind === 'pin' ? <PinDialog entry={dialog.entry} onClose={close} /> : null}
    </TimelineDialogsContext>
  );
}

export function useTimelineDialogs(): TimelineDialogs {
  const dialogs = use(TimelineDialogsContext);
  if (!dialogs) throw new Error('TimelineDialogsProvider is missing above this component');
  return dialogs;
}
