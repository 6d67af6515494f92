'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { Decision } from '@/lib/approvals/decision';
import type { ApprovalItem } from '@/lib/approvals/endpoints';

const DecideDialog = dynamic(
  () => import('@/components/approvals/decide-dialog').then((module) => module.DecideDialog),
  { ssr: false },
);

type Deciding = { approval: ApprovalItem; decision: Decision };

type Decide = {
  decide: (deciding: Deciding) => void;
  /** Commander or more: approving what a hold has locked. */
  mayOverride: boolean;
};

const DecideContext = createContext<Decide | null>(null);

type DecideProviderProps = { mayOverride: boolean; children: ReactNode };

/**
 * Keeps the dialog that decides. It stands around the list and not in a row: a row goes when somebody else decides, and
 * the dialog has to stay and say so.
 */
export function DecideProvider({ mayOverride, children }: DecideProviderProps) {
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const value = useMemo(() => ({ decide: setDeciding, mayOverride }), [mayOverride]);
  return (
    <DecideContext value={value}>
      {children}
      {deciding ? <DecideDialog {...deciding} onClose={() => setDeciding(null)} /> : null}
    </DecideContext>
  );
}

export function useDecide(): Decide {
  const decide = use(DecideContext);
  if (!decide) throw new Error('DecideProvider is missing above this component');
  return decide;
}
