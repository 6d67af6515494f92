'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { StopRequest } from '@/components/containment/stop-dialog';
import type { DeclareDraft } from '@/components/incidents/declare-dialog';
import { useCommands } from '@/components/shell/commands';

const DeclareDialog = dynamic(
  () => import('@/components/incidents/declare-dialog').then((module) => module.DeclareDialog),
  { ssr: false },
);

const StopDialog = dynamic(
  () => import('@/components/containment/stop-dialog').then((module) => module.StopDialog),
  { ssr: false },
);

type IncidentDialogs = {
  /** Opens the dialog, filled with what is known already. */
  openDeclare: (draft?: DeclareDraft) => void;
  /** Declares and holds in one go, or holds for an incident there is. */
  openStop: (request: StopRequest) => void;
};

const IncidentDialogsContext = createContext<IncidentDialogs | null>(null);

type IncidentDialogsProps = { mayDeclare: boolean; children: ReactNode };

/** Declaring and stopping are in reach of every page. */
export function IncidentDialogsProvider({ mayDeclare, children }: IncidentDialogsProps) {
  const [draft, setDraft] = useState<DeclareDraft | null>(null);
  const [stop, setStop] = useState<StopRequest | null>(null);
  const value = useMemo<IncidentDialogs>(
    () => ({ openDeclare: (next = {}) => setDraft(next), openStop: setStop }),
    [],
  );
  useCommands(
    mayDeclare
      ? [{ id: 'declare', label: 'Declare an incident', group: 'Act', keys: 'c', run: () => setDraft({}) }]
      : [],
  );
  return (
    <IncidentDialogsContext value={value}>
      {children}
      {draft ? <DeclareDialog draft={draft} onClose={() => setDraft(null)} /> : null}
      {stop ? <StopDialog request={stop} onClose={() => setStop(null)} /> : null}
    </IncidentDialogsContext>
  );
}

export function useIncidentDialogs(): IncidentDialogs {
  const dialogs = use(IncidentDialogsContext);
  if (!dialogs) throw new Error('IncidentDialogsProvider is missing above this component');
  return dialogs;
}
