'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { DeclareDraft } from '@/components/incidents/declare-dialog';
import { useCommands } from '@/components/shell/commands';

const DeclareDialog = dynamic(
  () => import('@/components/incidents/declare-dialog').then((module) => module.DeclareDialog),
  { ssr: false },
);

type IncidentDialogs = {
  /** Opens the dialog, filled with what is known already. */
  openDeclare: (draft?: DeclareDraft) => void;
};

const IncidentDialogsContext = createContext<IncidentDialogs | null>(null);

/** Declaring is in reach of every page, with one key. */
export function IncidentDialogsProvider({ children }: { children: ReactNode }) {
  const [draft, setDraft] = useState<DeclareDraft | null>(null);
  const value = useMemo<IncidentDialogs>(() => ({ openDeclare: (next = {}) => setDraft(next) }), []);
  useCommands([
    { id: 'declare', label: 'Declare an incident', group: 'Act', keys: 'c', run: () => setDraft({}) },
  ]);
  return (
    <IncidentDialogsContext value={value}>
      {children}
      {draft ? <DeclareDialog draft={draft} onClose={() => setDraft(null)} /> : null}
    </IncidentDialogsContext>
  );
}

export function useIncidentDialogs(): IncidentDialogs {
  const dialogs = use(IncidentDialogsContext);
  if (!dialogs) throw new Error('IncidentDialogsProvider is missing above this component');
  return dialogs;
}
